using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Brings topic, executions and waiting tasks back in line with the open incidents.</summary>
public sealed class IncidentRecovery(StepServices services, IStateReader reader)
{
    /// <summary>Run it at start, before a router may answer, and every minute or so from then on. Harmless to repeat.</summary>
    public Task<RecoveryReport> RunAsync(CancellationToken cancellationToken)
    {
        _ = (services, reader, cancellationToken);
        throw new NotImplementedException();
    }
}
