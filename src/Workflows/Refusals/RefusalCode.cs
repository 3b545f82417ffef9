namespace KillSwitch.Workflows.Refusals;

/// <summary>
/// Why something was refused. A number is given once and never reused; it is what programs compare, the name is what
/// people read. 1xx orders, 2xx commands, 3xx approvals, 4xx identity, 5xx requests to the API, 6xx the system's state.
/// docs/refusals.md says of each what to do.
/// </summary>
public enum RefusalCode
{
    OrderNotJson = 100,
    OrderFieldMissing = 101,
    OrderFieldInvalid = 102,
    OrderTooLarge = 103,
    OrderEmpty = 104,
    OrderFieldDuplicate = 105,
    OrderUnpriced = 106,
    OrderRateUnknown = 107,
    OrderRestricted = 110,
    OrderQtyAboveLimit = 111,
    OrderNotionalAboveLimit = 112,
    OrderTooOld = 113,
    OrderDuplicate = 114,
    OrderRateAboveLimit = 115,
    OrderPriceOutsideCollar = 116,
    OrderReferencePriceUnknown = 117,
    OrderLimitsUnreadable = 118,

    CommandNotJson = 200,
    CommandFieldMissing = 201,
    CommandFieldInvalid = 202,
    ScopeInvalid = 203,
    ReasonMissing = 204,
    NoOpenIncident = 205,
    RequestAlreadyPending = 206,
    NobodyCouldApprove = 207,
    CommandAlreadyApplied = 208,
    CommandTooLarge = 209,
    LimitOwnerUnknown = 210,
    LimitRuleUnknown = 211,
    LimitValueInvalid = 212,
    LimitUntilInvalid = 213,
    LimitUnchanged = 214,
    LimitChangePending = 215,

    ApprovalNotFound = 300,
    LinkTampered = 301,
    LinkExpired = 302,
    ApprovalAlreadyDecided = 303,
    ApprovalVoided = 304,
    ApprovalExpired = 305,
    SelfApproval = 306,
    AlreadyApprovedByYou = 307,
    NotTheRequester = 308,
    DecisionInvalid = 309,

    NotAuthenticated = 400,
    RoleMissing = 401,

    BodyTooLarge = 500,
    BodyNotJson = 501,
    FieldMissing = 502,
    FieldInvalid = 503,
    IncidentNotFound = 504,
    NotFound = 505,
    TooManyRequests = 506,
    IdempotencyKeyReused = 507,
    MethodNotAllowed = 508,
    MediaTypeNotSupported = 509,
    RequestMalformed = 510,
    ForeignPage = 511,
    HostUnknown = 512,
    RequestBlocked = 513,
    LimitChangeNotFound = 514,

    StateUnknown = 600,
    DependencyUnavailable = 601,
    InternalFault = 602,
}
