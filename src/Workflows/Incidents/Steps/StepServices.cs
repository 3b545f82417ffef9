using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>What the steps work with. Everything in it is safe for concurrent use.</summary>
public sealed record StepServices
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
}
