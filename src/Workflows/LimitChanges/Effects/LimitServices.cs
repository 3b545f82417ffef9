using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.LimitChanges.Effects;

/// <summary>
/// What whoever acts on changes of limits works with: steps, recovery, operators. Everything in it is safe for concurrent use.
/// </summary>
public sealed record LimitServices
{
    public required ILimitStore Limits { get; init; }

    /// <summary>Of the state machine of changes.</summary>
    public required IExecutions Executions { get; init; }

    public required ILimitPublisher Publisher { get; init; }
    public required IAuditLog Audit { get; init; }
    public required INotifier Notifier { get; init; }
    public required ApprovalLinks Links { get; init; }

    /// <summary>How many approve, and how long they have: as for an unkill.</summary>
    public required IncidentSettings Settings { get; init; }

    public required TimeProvider Time { get; init; }

    internal long NowMs() => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
