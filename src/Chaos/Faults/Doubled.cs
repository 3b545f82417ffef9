using KillSwitch.Chaos.Processes;

namespace KillSwitch.Chaos.Faults;

/// <summary>A second process takes itself for one that runs, until it is killed.</summary>
internal sealed class Doubled(PartProcess twin) : IFault
{
    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        twin.Start();
        await twin.RunningAsync();
    }

    public async Task LiftAsync()
    {
        await twin.KillForGoodAsync();
        await twin.DisposeAsync();
    }
}
