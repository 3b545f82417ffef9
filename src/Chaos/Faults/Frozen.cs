using KillSwitch.Chaos.Processes;
using KillSwitch.Hosting.Processes;

namespace KillSwitch.Chaos.Faults;

/// <summary>A process stands still, and those it has started with it.</summary>
internal sealed class Frozen(PartProcess part) : IFault
{
    private IReadOnlyList<int> _ids = [];

    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        var program = await part.RunningAsync();
        _ids = [program.Id, .. program.Children()];
        foreach (var id in _ids)
            Signals.Send(id, "STOP");
    }

    public Task LiftAsync()
    {
        foreach (var id in _ids.Reverse())
            Signals.Send(id, "CONT");
        return Task.CompletedTask;
    }
}
