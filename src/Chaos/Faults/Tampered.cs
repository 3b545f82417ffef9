using KillSwitch.Chaos.Processes;
using KillSwitch.Local.Faults;

namespace KillSwitch.Chaos.Faults;

/// <summary>A process's clock or disk is wrong.</summary>
internal sealed class Tampered(PartProcess part, FaultSwitches faults) : IFault
{
    public Task InjectAsync(CancellationToken cancellationToken)
    {
        part.Tamper(faults);
        return Task.CompletedTask;
    }

    public Task LiftAsync()
    {
        part.Tamper(FaultSwitches.None);
        return Task.CompletedTask;
    }
}
