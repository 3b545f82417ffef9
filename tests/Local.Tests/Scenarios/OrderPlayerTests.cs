using KillSwitch.Local.Scenarios;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Scenarios;

public sealed class OrderPlayerTests
{
    [Fact]
    public async Task PlayAsync_ClockStandsStill_SendsOnlyWhatIsDue()
    {
        var clock = new ManualTimeProvider(Played.Start);
        var player = new OrderPlayer(clock);
        var sent = new List<TimedOrder>();
        using var stop = new CancellationTokenSource();

        var playing = player.PlayAsync(new NormalScenario(new ScenarioOptions { OrdersPerSecond = 10 }), (o, _) =>
        {
            sent.Add(o);
            return ValueTask.CompletedTask;
        }, stop.Token);
        Assert.Single(sent);

        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, sent.Count);
        Assert.Equal(2, player.Sent);

        await stop.CancelAsync();
        Assert.Equal(2, await playing);
    }
}
