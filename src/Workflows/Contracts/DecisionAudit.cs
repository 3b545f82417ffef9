using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Contracts;

/// <summary>One decision of a router (<c>audit.v1</c>, keyed by order).</summary>
/// <param name="Ts">When it was decided, Unix ms.</param>
/// <param name="Decision">ALLOW, DROP or REJECT.</param>
/// <param name="ScopeMatches">Every killed scope the order belongs to, widest first; if there is none, every one that was restored
/// after the order was sent. Of an ALLOW, what a cancel passes in spite of.</param>
/// <param name="KillswitchStatus">KILLED if a kill matched, else ACTIVE.</param>
/// <param name="Reason">The first matched kill's reason, the times of order and restore, or the refusal.</param>
/// <param name="CorrId">The first matched state's, or the order's id.</param>
/// <param name="Service">Which router.</param>
/// <param name="SourcePartition">Where in <c>orders.v1</c> the order stands.</param>
/// <param name="SourceOffset">Its offset there.</param>
/// <param name="StateOffsets">The state topic's end offsets the decision was made at, by partition.</param>
/// <param name="OrderId">Of a REJECT, the order that the bytes speak of; null where they do not show one.</param>
/// <param name="AccountId">Null where the input was no order.</param>
/// <param name="Symbol">Null where the input was no order.</param>
/// <param name="CmdId">The first matched state's command: of a kill the KILL, of a restore the UNKILL.</param>
/// <param name="IncidentId">The first matched state's incident.</param>
/// <param name="StateVersion">The first matched state's version.</param>
/// <param name="RefusalCode">For a REJECT, see <see cref="Refusals.RefusalCode"/>.</param>
/// <param name="Notional">For a DROP, what the order was worth: quantity times price, US dollars.</param>
/// <param name="IncidentIds">The incidents of all matched states that are known, widest first; left out where there is none but
/// <paramref name="IncidentId"/>.</param>
/// <param name="Action">CANCEL or REPLACE; left out where it is a new order.</param>
/// <param name="Rule">Of a REJECT for a limit, the limit's name (<c>max_qty</c>).</param>
/// <param name="Limit">What it allows, in the rule's unit.</param>
/// <param name="LimitOwner">Whose it is: a scope, or <c>GROUP:name</c>.</param>
/// <param name="OrigOrderId">The order that a CANCEL or REPLACE is about.</param>
/// <param name="ReferencePrice">Of an order without a price, what its worth was reckoned by, in its currency; left out where nobody knew.
/// </param>
/// <param name="UsdRate">Of an order in another currency, how many US dollars its unit was reckoned at; left out where nobody knew.</param>
/// <param name="LimitsOffsets">The end offsets of <c>limits.v1</c> that it was decided at, by partition; left out where that has never held
/// anything.</param>
public sealed record DecisionAudit(
    long Ts,
    Decision Decision,
    IReadOnlyList<Scope> ScopeMatches,
    KillStatus KillswitchStatus,
    string Reason,
    string CorrId,
    string Service,
    int SourcePartition,
    long SourceOffset,
    IReadOnlyList<long> StateOffsets,
    string? OrderId = null,
    string? AccountId = null,
    string? Symbol = null,
    string? CmdId = null,
    string? IncidentId = null,
    long? StateVersion = null,
    string? RefusalCode = null,
    decimal? Notional = null,
    IReadOnlyList<string>? IncidentIds = null,
    OrderAction? Action = null,
    string? OrigOrderId = null,
    string? Rule = null,
    decimal? Limit = null,
    string? LimitOwner = null,
    decimal? ReferencePrice = null,
    decimal? UsdRate = null,
    IReadOnlyList<long>? LimitsOffsets = null);
