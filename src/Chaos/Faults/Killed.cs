using KillSwitch.Chaos.Processes;

namespace KillSwitch.Chaos.Faults;

/// <summary>kill -9 of a process, which its supervisor starts again.</summary>
internal sealed class Killed(PartProcess part) : IFault
{
    public Task InjectAsync(CancellationToken cancellationToken) => part.KillAsync();

    public Task LiftAsync() => part.RunningAsync();
}
