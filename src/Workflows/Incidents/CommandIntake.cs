using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Turns commands into incidents, causes and unkill requests.</summary>
public sealed class CommandIntake(StepServices services, ICommandStore commands, IApproverDirectory approvers, CommandAttestation attestation)
{
    /// <summary>
    /// Handles one record. Returns when everything that follows from it is stored, started and audited; bad input is refused and
    /// audited, and is no exception. Delivering a record again is harmless.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Deliver the record again.</exception>
    /// <exception cref="ExecutionsUnavailableException">Deliver the record again.</exception>
    public Task HandleAsync(ReceivedCommand received, CancellationToken cancellationToken)
    {
        _ = (services, commands, approvers, attestation, received, cancellationToken);
        throw new NotImplementedException();
    }
}
