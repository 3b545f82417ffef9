using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Kafka.Detection;

namespace KillSwitch.Kafka.Tests.Detection;

public sealed class PartitionMergeTests
{
    [Fact]
    public void TryTake_PartitionThatHasNotAnswered_HoldsUpTheOthers()
    {
        var merge = new PartitionMerge<string>(2);
        merge.Add(0, 5, "a", isLast: true);

        Assert.False(merge.TryTake(out _, out _));
        Assert.True(merge.IsHeldUp);

        merge.Add(1, 3, "b", isLast: true);
        Assert.Equal(["b", "a"], Drain(merge));
    }

    [Fact]
    public void TryTake_OthersAtTheirEnd_LetsGoAtOnce()
    {
        var merge = new PartitionMerge<string>(3);
        merge.AtEnd(1);
        merge.AtEnd(2);
        merge.Add(0, 5, "a", isLast: false);

        Assert.Equal(["a"], Drain(merge));
        Assert.False(merge.IsHeldUp);
    }

    [Fact]
    public void GiveUpWaiting_LetsGoUntilThePartitionDeliversAgain()
    {
        var merge = new PartitionMerge<string>(2);
        merge.Add(0, 5, "a", isLast: true);

        Assert.Equal(1, merge.GiveUpWaiting());
        Assert.Equal(["a"], Drain(merge));

        merge.Add(1, 6, "b", isLast: false);
        Assert.Equal(["b"], Drain(merge));
        merge.Add(0, 7, "c", isLast: true);
        Assert.True(merge.IsHeldUp);
    }

    [Fact]
    public void TryTake_BacklogsReadOneAfterTheOther_ComesOutInTimeOrder()
    {
        Prop.ForAll(Gen.Choose(0, 1000).ArrayOf(20).ArrayOf(3).ToArbitrary(), lanes =>
        {
            var merge = new PartitionMerge<int>(lanes.Length);
            var taken = new List<int>();
            for (var p = 0; p < lanes.Length; p++)
            {
                var sorted = lanes[p].Order().ToArray();
                for (var i = 0; i < sorted.Length; i++)
                {
                    merge.Add(p, sorted[i], sorted[i], isLast: i == sorted.Length - 1);
                    while (merge.TryTake(out _, out var ts))
                        taken.Add(ts);
                }
            }
            return taken.SequenceEqual(lanes.SelectMany(l => l).Order());
        }).QuickCheckThrowOnFailure();
    }

    private static List<string> Drain(PartitionMerge<string> merge)
    {
        var all = new List<string>();
        while (merge.TryTake(out _, out var record))
            all.Add(record);
        return all;
    }
}
