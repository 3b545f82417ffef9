using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Benchmarks.Against;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class TurnOrderTests
{
    [Fact]
    public void Of_ThreeTurns_WhoBeganEndsTheNext() =>
        Assert.Equal(
            [(1, Side.Other), (1, Side.This), (2, Side.This), (2, Side.Other), (3, Side.Other), (3, Side.This)],
            TurnOrder.Of(3)
        );

    [Fact]
    public void Of_AnyNumber_GivesBothAsManyTurns() =>
        Prop.ForAll(Gen.Choose(0, 30).ToArbitrary(), turns =>
            TurnOrder.Of(turns).Count(t => t.Side == Side.This) == turns
            && TurnOrder.Of(turns).Count(t => t.Side == Side.Other) == turns).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_MachineThatGrowsSlowerEvenly_IsAsHardOnBothOverTwoTurns()
    {
        var times = TurnOrder.Of(2).Select((turn, i) => (turn.Side, Time: 100 + i)).ToLookup(t => t.Side, t => t.Time);

        Assert.Equal(times[Side.This].Sum(), times[Side.Other].Sum());
    }
}
