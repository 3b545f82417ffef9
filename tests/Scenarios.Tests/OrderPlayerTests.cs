using System.Threading.Channels;
using KillSwitch.Scenarios;
using KillSwitch.Tests;

namespace KillSwitch.Scenarios.Tests;

public sealed class OrderPlayerTests
{
    [Fact]
    public async Task PlayAsync_ClockStandsStill_SendsOnlyWhatIsDue()
    {
        var clock = new WatchedTimeProvider(Played.Start);
        var player = new OrderPlayer(clock);
        var sent = Channel.CreateUnbounded<TimedOrder>();
        using var stop = new CancellationTokenSource();

        var playing = player.PlayAsync(
            new NormalScenario(new ScenarioOptions { OrdersPerSecond = 10 }),
            sent.Writer.WriteAsync,
            stop.Token
        );
        Assert.Equal(TimeSpan.Zero, (await sent.Reader.ReadAsync()).Due);
        await WaitsAsync(clock);
        Assert.False(sent.Reader.TryRead(out _));

        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.FromMilliseconds(100), (await sent.Reader.ReadAsync()).Due);
        await WaitsAsync(clock);

        await stop.CancelAsync();
        Assert.Equal(2, await playing);
    }

    /// <summary>A timer takes no more than 49.7 days.</summary>
    [Fact]
    public async Task PlayAsync_TwoMonthsBetweenTwoOrders_WaitsForTheSecond()
    {
        var clock = new WatchedTimeProvider(Played.Start);
        var player = new OrderPlayer(clock);
        var file = await OrdersFileScenario.ReadAsync(
            new OrdersFile("-") { StandardInput = () => new MemoryStream("{\"ts\":1}\n{\"ts\":5184000001}"u8.ToArray()) },
            1,
            Workflows.Detection.DetectionSettings.Default,
            "r1",
            CancellationToken.None
        );

        var playing = player.PlayAsync(file, (_, _) => ValueTask.CompletedTask, CancellationToken.None);
        for (var day = 0; day < 60; day++)
        {
            await WaitsAsync(clock);
            Assert.Equal(1, player.Sent);
            clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(2, await playing);
    }

    private static async Task WaitsAsync(WatchedTimeProvider clock)
    {
        for (var i = 0; clock.NextDue is null; i++)
        {
            Assert.True(i < 100_000, "The player set no timer.");
            await Task.Yield();
        }
    }
}
