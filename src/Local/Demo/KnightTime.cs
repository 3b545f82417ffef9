using KillSwitch.Scenarios;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Demo;

/// <summary>
/// How long the old code ran: from its first order in the topic to the first order a router held back. Of this run alone, also on a
/// broker that remembers others.
/// </summary>
internal static class KnightTime
{
    /// <returns>Null if it never was stopped.</returns>
    public static TimeSpan? ToKill(RunFacts facts)
    {
        var rogue = Scope.Strategy(KnightScenario.Rogue);
        var first = facts.Orders.All.Where(o => o.Order.Scopes.Contains(rogue)).Min(o => (long?)o.Order.SentInMs);
        var dropped = facts.Decisions.Where(d => d.Decision == Decision.Drop).Min(d => (long?)d.DecidedInMs);
        return dropped - first is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
    }
}
