using KillSwitch.Chaos.Processes;
using KillSwitch.Hosting.Processes;

namespace KillSwitch.Chaos.Faults;

/// <summary>A process stands still, and those it has started with it.</summary>
/// <param name="part">The process.</param>
/// <param name="childrenAlone">Whether only those stand still: what they serve hangs, and nobody ends for it.</param>
internal sealed class Frozen(PartProcess part, bool childrenAlone = false) : IFault
{
    private IReadOnlyList<int> _ids = [];

    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        var program = await part.RunningAsync();
        _ids = childrenAlone ? [.. program.Children()] : [program.Id, .. program.Children()];
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
