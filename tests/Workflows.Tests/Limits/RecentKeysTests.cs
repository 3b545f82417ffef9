using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Tests.Limits;

public sealed class RecentKeysTests
{
    private const long Start = 1_767_366_002_000;

    [Fact]
    public void See_WithinTheTimeAndAfterIt_IsKnownAndForgotten()
    {
        var recent = new RecentKeys(keptMs: 100);

        Assert.Null(recent.See(1, Start));
        Assert.Equal(100, recent.See(1, Start + 100));
        Assert.Null(recent.See(1, Start + 201));
        Assert.Null(recent.See(2, Start + 201));
    }

    /// <summary>A model that forgets nothing.</summary>
    [Fact]
    public void See_AnyFlow_IsTheLatestWithinTheTime() =>
        Prop.ForAll(
                Gen.Choose(0, 5).Zip(Gen.Choose(0, 80)).ArrayOf(80).ToArbitrary(),
                flow =>
                {
                    var (recent, all, at) = (new RecentKeys(keptMs: 100), new Dictionary<int, long>(), Start);
                    foreach (var (key, later) in flow)
                    {
                        at += later;
                        var expected = all.TryGetValue(key, out var before) && at - before <= 100 ? at - before : (long?)null;
                        Assert.Equal(expected, recent.See((UInt128)key, at));
                        all[key] = at;
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void See_TimeThatWasFarAheadOnce_IsForgottenAsAllOthers()
    {
        var recent = new RecentKeys(keptMs: 100);
        recent.See(1, Start + 1_000_000);
        recent.See(2, Start);
        recent.See(3, Start + 201);

        Assert.Null(recent.See(1, Start + 402));
    }
}
