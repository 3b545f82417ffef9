using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

/// <summary>What is kept of the audit of a decision.</summary>
/// <param name="Place">Where it stands in <c>audit.v1</c>.</param>
/// <param name="Source">Which order.</param>
/// <param name="Decision">ALLOW, DROP or REJECT.</param>
/// <param name="Status">What the audit says of the order's scopes.</param>
/// <param name="Matches">Scopes the audit names: killed ones, or restored ones that the order was sent before.</param>
/// <param name="OrderId">As the audit says it.</param>
/// <param name="Service">Which router.</param>
/// <param name="StateOffsets">The state topic's ends it was decided at. Equal ones that follow each other are the same array.</param>
/// <param name="Kill">Of a DROP, the kill or the restore it names. Equal ones are the same.</param>
/// <param name="DecidedInMs">By the router's clock, Unix ms.</param>
/// <param name="RefusedFor">Of a REJECT of an order, the limit's rule, or that nobody can say what it is worth; null of what is no order.
/// </param>
public readonly record struct DecisionFact(
    Place Place,
    OrderSource Source,
    Decision Decision,
    KillStatus Status,
    IReadOnlyList<Scope> Matches,
    string? OrderId,
    string Service,
    IReadOnlyList<long> StateOffsets,
    NamedKill? Kill = null,
    long DecidedInMs = 0,
    string? RefusedFor = null)
{
    /// <summary>Whether it is an order that was refused for what it asks, rather than bytes that are none.</summary>
    public bool IsRefusedOrder => Decision == Decision.Reject && RefusedFor is not null;

    /// <summary>The limit's rule that the order was refused for; null where it was not refused, or for something else.</summary>
    public string? LimitRule =>
        IsRefusedOrder && RefusedFor is not (nameof(RefusalCode.OrderUnpriced) or nameof(RefusalCode.OrderRateUnknown))
            ? RefusedFor
            : null;

    /// <summary>Whether the order was held back as it had been sent before a scope of its was restored.</summary>
    public bool IsSentBefore => Decision == Decision.Drop && Status == KillStatus.Active && Matches.Count > 0;
}
