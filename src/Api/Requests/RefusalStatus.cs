using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Api.Requests;

/// <summary>The HTTP status of every refusal: the one table.</summary>
internal static class RefusalStatus
{
    public static int Of(RefusalCode code) => code switch
    {
        RefusalCode.OrderNotJson or RefusalCode.OrderFieldMissing or RefusalCode.OrderFieldInvalid
            or RefusalCode.OrderEmpty or RefusalCode.OrderFieldDuplicate
            or RefusalCode.OrderUnpriced or RefusalCode.OrderRestricted or RefusalCode.OrderQtyAboveLimit
            or RefusalCode.OrderNotionalAboveLimit or RefusalCode.OrderTooOld
            or RefusalCode.OrderRateUnknown or RefusalCode.OrderPriceOutsideCollar or RefusalCode.OrderReferencePriceUnknown
            or RefusalCode.OrderLimitsUnreadable
            or RefusalCode.OrderDuplicate => StatusCodes.Status400BadRequest,
        RefusalCode.OrderRateAboveLimit => StatusCodes.Status429TooManyRequests,
        RefusalCode.OrderTooLarge => StatusCodes.Status413PayloadTooLarge,

        RefusalCode.CommandNotJson or RefusalCode.CommandFieldMissing or RefusalCode.CommandFieldInvalid
            or RefusalCode.ScopeInvalid or RefusalCode.ReasonMissing => StatusCodes.Status400BadRequest,
        RefusalCode.NoOpenIncident or RefusalCode.RequestAlreadyPending or RefusalCode.NobodyCouldApprove
            or RefusalCode.CommandAlreadyApplied => StatusCodes.Status409Conflict,
        RefusalCode.LimitOwnerUnknown or RefusalCode.LimitRuleUnknown or RefusalCode.LimitValueInvalid
            or RefusalCode.LimitUntilInvalid => StatusCodes.Status400BadRequest,
        RefusalCode.LimitUnchanged or RefusalCode.LimitChangePending => StatusCodes.Status409Conflict,
        RefusalCode.CommandTooLarge => StatusCodes.Status413PayloadTooLarge,

            RefusalCode.ApprovalNotFound or RefusalCode.LinkTampered => StatusCodes.Status404NotFound,
            RefusalCode.LinkExpired or RefusalCode.ApprovalExpired => StatusCodes.Status410Gone,
            RefusalCode.ApprovalAlreadyDecided or RefusalCode.ApprovalVoided or RefusalCode.AlreadyApprovedByYou =>
                StatusCodes.Status409Conflict,
            RefusalCode.SelfApproval or RefusalCode.NotTheRequester => StatusCodes.Status403Forbidden,
            RefusalCode.DecisionInvalid => StatusCodes.Status400BadRequest,

        RefusalCode.NotAuthenticated => StatusCodes.Status401Unauthorized,
        RefusalCode.RoleMissing => StatusCodes.Status403Forbidden,

            RefusalCode.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
            RefusalCode.BodyNotJson or RefusalCode.FieldMissing or RefusalCode.FieldInvalid or RefusalCode.RequestMalformed =>
                StatusCodes.Status400BadRequest,
            RefusalCode.IncidentNotFound or RefusalCode.NotFound or RefusalCode.LimitChangeNotFound =>
                StatusCodes.Status404NotFound,
            RefusalCode.TooManyRequests => StatusCodes.Status429TooManyRequests,
            RefusalCode.IdempotencyKeyReused => StatusCodes.Status422UnprocessableEntity,
            RefusalCode.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
            RefusalCode.MediaTypeNotSupported => StatusCodes.Status415UnsupportedMediaType,
            RefusalCode.ForeignPage or RefusalCode.RequestBlocked => StatusCodes.Status403Forbidden,
            RefusalCode.HostUnknown => StatusCodes.Status421MisdirectedRequest,

        RefusalCode.StateUnknown or RefusalCode.DependencyUnavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.InternalFault => StatusCodes.Status500InternalServerError,
        _ => throw new InvalidOperationException($"Refusal {code} has no HTTP status. Give it one here."),
    };
}
