using KillSwitch.Kafka.Routing;
using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>
/// What differs most between brokers, on the line of versions before, too: how transactions end and who is fenced, and what compaction
/// leaves.
/// </summary>
[Collection(ApacheKafka3Collection.Name)]
public sealed class ApacheKafka3Tests(ApacheKafka3Fixture kafka)
{
    [ApacheKafka3Theory]
    [InlineData(DeliveryMode.Sequenced)]
    [InlineData(DeliveryMode.Transactional)]
    public async Task RoutersComeAndGo_EveryOrderIsDecidedOnce(DeliveryMode delivery) =>
        await RouterScenarios.RoutersComeAndGo_EveryOrderIsDecidedOnce(await kafka.WithEmptyTopicsAsync(), delivery);

    [ApacheKafka3Fact]
    public async Task StoppedBetweenCopiesAndAudits_SuccessorCompletesTheAuditAndRepeatsNothing() =>
        await SequencedScenarios.StoppedBetweenCopiesAndAudits_SuccessorCompletesTheAuditAndRepeatsNothing(
            await kafka.WithEmptyTopicsAsync()
        );

    [ApacheKafka3Fact]
    public async Task StoppedBeforeCommit_LeavesNothingAndIsDecidedAgainOnce() =>
        await TransactionalScenarios.StoppedBeforeCommit_LeavesNothingAndIsDecidedAgainOnce(await kafka.WithEmptyTopicsAsync());

    [ApacheKafka3Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task StoppedBetweenTheTwo_LeavesTheFirstAndTheSecondIsDecidedAgainOnce(int committed) =>
        await TransactionalScenarios.StoppedBetweenTheTwo_LeavesTheFirstAndTheSecondIsDecidedAgainOnce(
            await kafka.WithEmptyTopicsAsync(),
            committed
        );

    [ApacheKafka3Fact]
    public async Task FrozenWhileAnotherTookOver_IsFencedAndNothingIsTwice() =>
        await TransactionalScenarios.FrozenWhileAnotherTookOver_IsFencedAndNothingIsTwice(await kafka.WithEmptyTopicsAsync());

    [ApacheKafka3Fact]
    public async Task DeliveryChanged_GoesOnWhereTheOtherKindStopped() =>
        await TransactionalScenarios.DeliveryChanged_GoesOnWhereTheOtherKindStopped(await kafka.WithEmptyTopicsAsync());

    [ApacheKafka3Fact]
    public Task StateCompacted_RouterThatStartsLateStillSeesTheKill() =>
        CompactionScenarios.StateCompacted_RouterThatStartsLateStillSeesTheKill(kafka);

    [ApacheKafka3Fact]
    public async Task EnsureAsync_NewTopics_TakeRecordsOfAnyClock() =>
        await TimesScenarios.EveryTopicTakesAsync(await kafka.WithEmptyTopicsAsync());
}
