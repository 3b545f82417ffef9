using KillSwitch.Scenarios;
using KillSwitch.Verification;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Demo;

/// <summary>How long the old code ran: from its first order in the topic to the first order a router held back. Of this run alone, also on a broker that remembers others.</summary>
internal static class KnightTime
{
    /// <returns>Null if it never was stopped.</returns>
    public static TimeSpan? ToKill(RunEvidence evidence)
    {
        var run = new RunFacts(evidence);
        var first = run.Sent
            .Where(sent => run.OrderAt(sent.Key)?.Strategy == KnightScenario.Rogue)
            .Min(sent => (long?)sent.Value.TimestampInMs);
        var dropped = run.Decisions.Where(d => d.Decision == Decision.Drop).Min(d => (long?)d.Ts);
        return dropped - first is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
    }
}
