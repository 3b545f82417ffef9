using KillSwitch.Scenarios;

namespace KillSwitch.Scenarios.Tests;

public sealed class KnightLossesTests
{
    [Theory]
    [InlineData(2, 340_741, 2962)]
    [InlineData(120, 20_444_444, 177_777)]
    [InlineData(2700, 460_000_000, 4_000_000)]
    public void After_TimeToKill_IsThatDaysLossSpreadEvenly(int seconds, int usd, int executions)
    {
        var losses = KnightLosses.After(TimeSpan.FromSeconds(seconds));

        Assert.Equal(usd, Math.Round(losses.LossUsd));
        Assert.Equal(executions, losses.Executions, 1.0);
    }

    [Fact]
    public void Lines_SayWhatIsDerivedAndWhatHappened()
    {
        var lines = KnightLosses.After(TimeSpan.FromSeconds(2)).Lines();

        Assert.Contains(lines, l =>
            l.Contains("derived, linear", StringComparison.Ordinal) && l.Contains("$340,741", StringComparison.Ordinal)
        );
        Assert.Contains(lines, l =>
            l.Contains("SEC Release 34-70694", StringComparison.Ordinal) && l.Contains("over $460,000,000", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Figures_Derived_AreAsPublished()
    {
        Assert.Equal(1481, Math.Round(KnightFigures.ExecutionsPerSecond));
        Assert.Equal(99, KnightFigures.SharesPerExecution);
        Assert.Equal(170_370, Math.Round(KnightFigures.LossUsdPerSecond));
    }
}
