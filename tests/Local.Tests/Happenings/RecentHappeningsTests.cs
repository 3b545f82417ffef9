using KillSwitch.Kafka;
using KillSwitch.Local.Happenings;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Tests.Happenings;

public class RecentHappeningsTests
{
    private static readonly DateTimeOffset s_at = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    [Fact]
    public void Since_ANumber_GivesWhatCameAfterIt()
    {
        var recent = new RecentHappenings(TimeProvider.System);
        recent.Tell(s_at, new Happening("KILLED", Tone.Stopped, "GLOBAL"));
        var first = recent.Since(0);
        recent.Tell(s_at, new Happening("ACTIVE", Tone.Flowing, "GLOBAL"));

        Assert.Equal(["KILLED"], first.Happenings.Select(h => h.Word));
        Assert.Equal(["ACTIVE"], recent.Since(first.Latest).Happenings.Select(h => h.Word));
        Assert.Empty(recent.Since(2).Happenings);
    }

    [Fact]
    public void Since_ANumberOfAProcessBefore_GivesAll()
    {
        var recent = new RecentHappenings(TimeProvider.System);
        recent.Tell(s_at, new Happening("KILLED", Tone.Stopped, "GLOBAL"));

        Assert.Single(recent.Since(500).Happenings);
    }

    [Fact]
    public void Tell_MoreThanAreKept_KeepsTheLatest()
    {
        var recent = new RecentHappenings(TimeProvider.System);
        for (var i = 0; i <= RecentHappenings.MostHappenings; i++)
            recent.Tell(s_at, new Happening("n", Tone.Quiet, $"{i}"));

        var kept = recent.Since(0).Happenings;

        Assert.Equal((RecentHappenings.MostHappenings, "1"), (kept.Count, kept[0].Text));
    }

    [Fact]
    public void Count_Decisions_AreThoseOfTheirSecond()
    {
        var recent = new RecentHappenings(TimeProvider.System);
        foreach (var (ts, decision) in new[] { (5_000L, Decision.Allow), (5_999L, Decision.Drop), (6_000L, Decision.Reject) })
            recent.Count(new(ts, decision));

        Assert.Equal(
            [new DecidedInASecond(5, 1, 1, 0), new DecidedInASecond(6, 0, 0, 1)],
            recent.Since(0).Seconds
        );
    }

    [Fact]
    public void Count_MoreSecondsThanAreKept_ForgetsTheOldest()
    {
        var recent = new RecentHappenings(TimeProvider.System);
        for (var second = 0; second <= RecentHappenings.MostSeconds; second++)
            recent.Count(new(second * 1000L, Decision.Allow));

        Assert.Equal((1, RecentHappenings.MostSeconds), (recent.Since(0).Seconds[0].Second, recent.Since(0).Seconds.Count));
    }

    [Fact]
    public async Task Follow_NobodyLooks_AsksNoBroker()
    {
        var recent = new RecentHappenings(TimeProvider.System);
        using var stop = new CancellationTokenSource();

        var following = recent.FollowAsync(new KafkaSettings("127.0.0.1:1"), () => null, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }
}
