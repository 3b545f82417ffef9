using KillSwitch.Chaos.Processes;
using KillSwitch.Hosting.Processes;

namespace KillSwitch.Chaos.Faults;

/// <summary>kill -9 of what a process has started, and not of the process.</summary>
internal sealed class DatabaseKilled(PartProcess store) : IFault
{
    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        foreach (var child in (await store.RunningAsync()).Children())
            Signals.Send(child, "KILL");
    }

    public Task LiftAsync() => Task.CompletedTask;
}
