using System.Text.Json;
using KillSwitch.Local.Scenarios;
using KillSwitch.Local.Verification;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Local.Demo;

/// <summary>How long the old code ran: from its first order in the topic to the first order a router held back.</summary>
internal static class KnightTime
{
    /// <returns>Null if it never was stopped.</returns>
    public static TimeSpan? ToKill(RunEvidence evidence)
    {
        var first = evidence.Topics[Topics.Orders].Records
            .Where(r => r.Value is not null && OrderParser.TryParse(r.Value, out var order, out _) && order.Strategy == KnightScenario.Rogue)
            .Min(r => (long?)r.TimestampInMs);
        var dropped = evidence.Topics[Topics.Audit].Records
            .Where(r => r.Header(Headers.SourceOffset) is not null)
            .Select(r => JsonSerializer.Deserialize(r.Value, ContractsJson.Default.DecisionAudit)!)
            .Where(d => d.Decision == Decision.Drop)
            .Min(d => (long?)d.Ts);
        return dropped - first is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
    }
}
