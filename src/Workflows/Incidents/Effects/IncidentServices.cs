using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Incidents.Effects;

/// <summary>
/// What whoever acts on incidents works with: intake, steps, recovery, operators. Everything in it is safe for concurrent use.
/// </summary>
public sealed record IncidentServices
{
    public required IScopeStore Scopes { get; init; }
    public required IIncidentStore Incidents { get; init; }
    public required IExecutions Executions { get; init; }
    public required IStatePublisher States { get; init; }
    public required IAuditLog Audit { get; init; }
    public required INotifier Notifier { get; init; }
    public required ApprovalLinks Links { get; init; }
    public required IncidentSettings Settings { get; init; }
    public required TimeProvider Time { get; init; }

    internal long NowMs() => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
