using KillSwitch.Brokers;
using KillSwitch.Kafka.Detection;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Kafka.Tests.Detection;

public sealed class DetectorLoopTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public Task BreachAmongMalformedRecords_WritesOneKillWithTheOrdersTrace() =>
        DetectorScenarios.BreachAmongMalformedRecords_WritesOneKillWithTheOrdersTrace(_broker.Settings);

    [Fact]
    public Task StartedAgain_KnowsTheOrdersOfOpenWindowsAndTheKillsItGave() =>
        DetectorScenarios.StartedAgain_KnowsTheOrdersOfOpenWindowsAndTheKillsItGave(_broker.Settings);

    [Fact]
    public Task BacklogInEveryPartition_NoOrderIsLate() => DetectorScenarios.BacklogInEveryPartition_NoOrderIsLate(_broker.Settings);

    [Fact]
    public Task OrdersOlderThanIsNeeded_AreNotReadAgain() => DetectorScenarios.OrdersOlderThanIsNeeded_AreNotReadAgain(_broker.Settings);

    [Fact]
    public Task MadAgainAfterBeingRestored_IsKilledAgain() => DetectorScenarios.MadAgainAfterBeingRestored_IsKilledAgain(_broker.Settings);

    [Fact]
    public Task RestoreWithAWrongTime_CountsNothingOfWhatWasBefore() =>
        DetectorScenarios.RestoreWithAWrongTime_CountsNothingOfWhatWasBefore(_broker.Settings);

    [Fact]
    public Task OrdersWithWrongTimes_AreMeasuredAndCounted() =>
        DetectorScenarios.OrdersWithWrongTimes_AreMeasuredAndCounted(_broker.Settings);

    [Fact]
    public Task Replays_AreMeasuredByTheirOwnTimesEachRunApart() =>
        DetectorScenarios.Replays_AreMeasuredByTheirOwnTimesEachRunApart(_broker.Settings);

    [Fact]
    public Task ReplaysWhereTheyAreNotAllowed_AreOrdersLikeAnyOther() =>
        DetectorScenarios.ReplaysWhereTheyAreNotAllowed_AreOrdersLikeAnyOther(_broker.Settings);

    [Fact]
    public Task ReplayThatLacksRecords_IsSaidAndTheRestIsMeasured() =>
        DetectorScenarios.ReplayThatLacksRecords_IsSaidAndTheRestIsMeasured(_broker.Settings);

    [Fact]
    public async Task BrokerGoneForAWhile_TheKillIsWrittenWhenItIsBack()
    {
        await using var running = RunningDetector.Start(_broker.Settings);
        await running.UntilAsync(s => s.Ready);
        await DetectorScenarios.AppendAsync(_broker.Settings, "o1", qty: 9_999);
        await running.UntilAsync(s => s.Detector.Orders == 1);
        await DetectorScenarios.AppendAsync(_broker.Settings, "o2", qty: 9_999);

        // Interrupted when the breach may or may not have been seen: either way it must come out.
        _broker.Interrupt();
        _broker.Resume();

        await running.UntilAsync(s => s.CommandsWritten == 1);
    }

    [Theory]
    [InlineData(60, 30, 900)]
    [InlineData(870, 60, 1860)]
    [InlineData(3600, 3600, 14_400)]
    public void Constructor_AnyLegalWindowAndLateness_ReadsBackWhatTheyNeed(int window, int lateness, int rebuild)
    {
        var settings = DetectionSettings.Default with
        {
            Window = TimeSpan.FromSeconds(window),
            Lateness = TimeSpan.FromSeconds(lateness),
        };

        _ = new DetectorLoop(_broker.Settings, settings, new DetectorOptions(), TimeProvider.System);

        Assert.Equal(rebuild, new DetectorOptions().RebuildOf(settings.Window, settings.Lateness).TotalSeconds);
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_NamesThemAll()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            new DetectorLoop(
                _broker.Settings,
                DetectionSettings.Default,
                new DetectorOptions { Rebuild = TimeSpan.FromSeconds(1), MergeBuffer = 1 },
                TimeProvider.System
            )
        );

        Assert.Contains("Rebuild is 00:00:01 and window + lateness is 00:01:30", e.Message, StringComparison.Ordinal);
        Assert.Contains("MergeBuffer is 1", e.Message, StringComparison.Ordinal);
    }
}
