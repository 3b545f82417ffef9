using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Plan;

namespace KillSwitch.Chaos.Faults;

/// <summary>Whoever sends orders has a wrong clock, or writes seconds for milliseconds.</summary>
internal sealed class SourceClockWrong(OrderLoad orders, PlannedFault fault) : IFault
{
    private static readonly IReadOnlyList<Func<DateTimeOffset, long>> s_wrong =
    [
        now => OrderLoad.Right(now.AddSeconds(-20)),
        now => OrderLoad.Right(now.AddSeconds(-60)),
        now => OrderLoad.Right(now.AddSeconds(-120)),
        now => OrderLoad.Right(now.AddSeconds(120)),
        now => now.ToUnixTimeSeconds(),
    ];

    public Task InjectAsync(CancellationToken cancellationToken)
    {
        orders.Dated = s_wrong[fault.Dice % s_wrong.Count];
        return Task.CompletedTask;
    }

    public Task LiftAsync()
    {
        orders.Dated = OrderLoad.Right;
        return Task.CompletedTask;
    }
}
