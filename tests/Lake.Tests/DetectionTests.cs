using KillSwitch.Lake.Finding;
using KillSwitch.Lake.Reporting;
using KillSwitch.Surveillance.Rules;

namespace KillSwitch.Lake.Tests;

public sealed class DetectionTests
{
    private const int Moderate = 60_000;

    /// <summary>Seeds that no threshold was chosen by.</summary>
    [Theory]
    [InlineData(20_261)]
    [InlineData(777_001)]
    public async Task Run_ADayWithAbuse_FindsAllThatWasPlantedAndNothingElse(int seed)
    {
        using var lake = new LakeFixture();
        var day = LakeFixture.Day(seed, Moderate, abuse: true);
        lake.Write(day.Events);

        await lake.RunAsync();

        var compared = Comparison.Of(day.Planted, AlertFiles.Read(lake.Folder.Alerts), SurveillanceRules.Default().Rules.Keys);
        Assert.All(compared, rule => Assert.Equal((rule.Rule, rule.Planted, 0), (rule.Rule, rule.Found, rule.False)));
        Assert.DoesNotContain(compared, rule => rule.Planted == 0);
    }

    [Fact]
    public async Task Run_AnOrdinaryDay_FindsNothing()
    {
        using var lake = new LakeFixture();
        lake.Write(LakeFixture.Day(31_415, Moderate, abuse: false).Events);

        await lake.RunAsync();

        Assert.Empty(AlertFiles.Read(lake.Folder.Alerts));
        Assert.Contains("IEXG", lake.Ask("select distinct venue from curated where venue_category = 'UNSCHEDULED'"), StringComparison.Ordinal);
    }

    /// <summary>However the log is cut into batches, the ids are the same.</summary>
    [Fact]
    public async Task Run_TheSameDayInPieces_FindsTheSameIds()
    {
        var events = LakeFixture.Day(99, 20_000, abuse: true).Events;
        using var whole = new LakeFixture();
        whole.Write(events);
        await whole.RunAsync();

        using var pieces = new LakeFixture();
        foreach (var piece in events.Chunk(3_000))
        {
            pieces.Write(piece);
            await pieces.RunAsync();
        }

        static IEnumerable<string> Ids(LakeFixture lake) => AlertFiles.Read(lake.Folder.Alerts).Select(alert => alert.AlertId).Order();
        Assert.Equal(Ids(whole), Ids(pieces));
        Assert.NotEmpty(Ids(whole));
    }
}
