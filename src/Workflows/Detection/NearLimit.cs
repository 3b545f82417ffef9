using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>How near a scope is to one of its limits.</summary>
/// <param name="Scope">Whose orders are counted.</param>
/// <param name="Rule">One of <see cref="RuleNames"/>.</param>
/// <param name="Value">What stands in its latest window, in the rule's unit.</param>
/// <param name="Limit">What it may not exceed, in the same unit.</param>
public sealed record NearLimit(Scope Scope, string Rule, decimal Value, decimal Limit)
{
    /// <summary>1 is the limit.</summary>
    public decimal Share => Limit == 0 ? 0 : Value / Limit;
}

/// <summary>Those that are nearest to their limits.</summary>
/// <param name="AsOfTs">The event time of the latest order that was counted, Unix ms.</param>
/// <param name="Nearest">The nearest first.</param>
public sealed record NearLimits(long AsOfTs, IReadOnlyList<NearLimit> Nearest);
