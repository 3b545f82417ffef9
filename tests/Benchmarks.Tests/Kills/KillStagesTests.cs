using System.Text.Json;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Kills;

namespace KillSwitch.Benchmarks.Tests.Kills;

public class KillStagesTests
{
    private static readonly Kill s_kill = new(HotScope.Number(1)) { CommandedAt = 1_000_000, PublishedAt = 1_000_100 };

    private static readonly string[] s_history =
    [
        """{"timestamp":1000.010,"type":"ExecutionStarted","executionStartedEventDetails":{}}""",
        """{"timestamp":1000.011,"type":"TaskStateEntered","stateEnteredEventDetails":{"name":"OpenIncident"}}""",
        """{"timestamp":1000.012,"type":"TaskStarted","taskStartedEventDetails":{}}""",
        """{"timestamp":1000.040,"type":"TaskStateExited","stateExitedEventDetails":{"name":"OpenIncident"}}""",
        """{"timestamp":1000.045,"type":"ChoiceStateEntered","stateEnteredEventDetails":{"name":"WhereToBegin"}}""",
        """{"timestamp":1000.050,"type":"TaskStateEntered","stateEnteredEventDetails":{"name":"PublishKilled"}}""",
        """{"timestamp":1000.060,"type":"TaskStarted","taskStartedEventDetails":{}}""",
        """{"timestamp":1000.105,"type":"TaskStateExited","stateExitedEventDetails":{"name":"PublishKilled"}}""",
        """{"timestamp":1000.120,"type":"TaskStarted","taskStartedEventDetails":{}}""",
    ];

    [Fact]
    public void Of_WholeHistory_AddsUpToTheWholeTime()
    {
        var stages = KillStages.Of(s_kill, History(s_history))!;

        Assert.Equal(
            [10, 30, 20, 40],
            new[] { stages.TakenIn, stages.Opened, stages.Entered, stages.Published }.Select(ms => Math.Round(ms))
        );
    }

    [Fact]
    public void Of_HistoryThatStopsBeforePublishing_IsNone() => Assert.Null(KillStages.Of(s_kill, History(s_history[..6])));

    [Fact]
    public void Of_KillThatIsNotPublished_IsNone() => Assert.Null(KillStages.Of(s_kill with { PublishedAt = null }, History(s_history)));

    private static List<JsonElement> History(IEnumerable<string> events) => [.. events.Select(e => JsonDocument.Parse(e).RootElement)];
}
