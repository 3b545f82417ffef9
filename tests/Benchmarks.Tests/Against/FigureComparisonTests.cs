using KillSwitch.Benchmarks.Against;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class FigureComparisonTests
{
    [Theory]
    [InlineData("orders/s", Verdict.Better)]
    [InlineData("ms", Verdict.Worse)]
    [InlineData("bananas", Verdict.Different)]
    public void Verdict_MoreByMoreThanTheTurnsDiffer_IsAsTheUnitSays(string unit, object verdict) =>
        Assert.Equal(verdict, Of(unit, [100, 102, 104], [110, 111, 112]).Verdict);

    [Theory]
    [InlineData("orders/s", Verdict.Worse)]
    [InlineData("ms", Verdict.Better)]
    public void Verdict_LessByMoreThanTheTurnsDiffer_IsAsTheUnitSays(string unit, object verdict) =>
        Assert.Equal(verdict, Of(unit, [110, 111, 112], [100, 102, 104]).Verdict);

    [Theory]
    [InlineData(104, Verdict.Same)]
    [InlineData(105, Verdict.Worse)]
    public void Verdict_ByAsMuchAsTheTurnsOfOneBuildDiffer_IsTheSame(double value, object verdict) =>
        Assert.Equal(verdict, Of("ms", [98, 100, 102], [value, value, value]).Verdict);

    [Fact]
    public void Verdict_ThisBuildsTurnsDifferMore_TheirsCount() =>
        Assert.Equal(Verdict.Same, Of("ms", [100, 100, 100], [90, 110, 120]).Verdict);

    [Theory]
    [InlineData(110, 1.6, Verdict.UnderOtherLoad)]
    [InlineData(110, 0.6, Verdict.Worse)]
    [InlineData(110, 1.05, Verdict.Worse)]
    [InlineData(90, 0.6, Verdict.UnderOtherLoad)]
    [InlineData(90, 1.6, Verdict.Better)]
    [InlineData(100, 1.6, Verdict.Same)]
    public void Verdict_LatencyUnderAnotherLoad_CountsWhereTheLoadCannotBeWhy(double value, double load, object verdict) =>
        Assert.Equal(verdict, (Of("ms", [100, 100], [value, value]) with { LoadRatio = load }).Verdict);

    [Fact]
    public void Verdict_WorkInASecond_DoesNotAskForTheLoad() =>
        Assert.Equal(Verdict.Better, (Of("orders/s", [100, 100], [160, 160]) with { LoadRatio = 1.6 }).Verdict);

    [Fact]
    public void Verdict_FigureThatNeverChanges_IsTheSame() => Assert.Equal(Verdict.Same, Of("bytes", [376, 376], [376, 376]).Verdict);

    [Fact]
    public void Verdict_OneTurn_TellsNothing() => Assert.Equal(Verdict.Unknown, Of("ms", [1], [100, 100]).Verdict);

    [Fact]
    public void Ratio_OfMedians_IsThisForEachOfTheOther() => Assert.Equal(1.5, Of("ms", [80, 100, 9_000], [150, 1, 151]).Ratio);

    [Fact]
    public void Ratio_OfNothing_IsNotThere() => Assert.Null(Of("ms", [0, 0, 1], [3, 3, 3]).Ratio);

    /// <summary>The report says of how many; counted here over many figures that have not changed, always the same ones.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Verdict_FiguresThatHaveNotChanged_DifferAsSeldomAsIsSaid(int turns)
    {
        const int figures = 30_000;
        var random = new Random(1);
        var differ = Enumerable.Range(0, figures)
            .Count(_ => Of("ms", Normal(random, turns), Normal(random, turns)).Verdict is Verdict.Better or Verdict.Worse);

        Assert.InRange((double)differ * FigureComparison.Chance(turns) / figures, 0.8, 1.2);
    }

    private static double[] Normal(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => 1_000 + Normal(random))];

    /// <summary>By Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());

    private static FigureComparison Of(string unit, double[] other, double[] mine) =>
        new(new TurnValues("it", unit, other), new TurnValues("it", unit, mine));
}
