using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Routing;

[Collection(ApacheKafkaCollection.Name)]
public sealed class ApacheKafkaTests(ApacheKafkaFixture kafka)
{
    [ApacheKafkaTheory]
    [InlineData(DeliveryMode.Sequenced)]
    [InlineData(DeliveryMode.Transactional)]
    public async Task TwoRoutersOneKill_NotOneOrderThrough(DeliveryMode delivery) =>
        await RouterScenarios.TwoRoutersOneKill_NotOneOrderThrough(await kafka.WithEmptyTopicsAsync(), delivery);

    [ApacheKafkaTheory]
    [InlineData(DeliveryMode.Sequenced)]
    [InlineData(DeliveryMode.Transactional)]
    public async Task RoutersComeAndGo_EveryOrderIsDecidedOnce(DeliveryMode delivery) =>
        await RouterScenarios.RoutersComeAndGo_EveryOrderIsDecidedOnce(await kafka.WithEmptyTopicsAsync(), delivery);

    [ApacheKafkaTheory]
    [InlineData(DeliveryMode.Sequenced)]
    [InlineData(DeliveryMode.Transactional)]
    public async Task PoisonRecords_AreRejectedWithTheirBytesAndBlockNothing(DeliveryMode delivery) =>
        await RouterScenarios.PoisonRecords_AreRejectedWithTheirBytesAndBlockNothing(await kafka.WithEmptyTopicsAsync(), delivery);

    [ApacheKafkaFact]
    public async Task TraceOfAnOrder_TravelsWithItsCopyAndItsAudit() =>
        await RouterScenarios.TraceOfAnOrder_TravelsWithItsCopyAndItsAudit(await kafka.WithEmptyTopicsAsync(), DeliveryMode.Transactional);

    [ApacheKafkaFact]
    public async Task StateThatCannotBeRead_HoldsBackAndRaisesAnAlarm() =>
        await RouterScenarios.StateThatCannotBeRead_HoldsBackAndRaisesAnAlarm(
            await kafka.WithEmptyTopicsAsync(),
            DeliveryMode.Transactional
        );

    [ApacheKafkaTheory]
    [InlineData(DeliveryMode.Transactional, 1)]
    [InlineData(DeliveryMode.Transactional, 2)]
    [InlineData(DeliveryMode.Transactional, 4)]
    [InlineData(DeliveryMode.Transactional, 6)]
    [InlineData(DeliveryMode.Sequenced, 1)]
    [InlineData(DeliveryMode.Sequenced, 2)]
    [InlineData(DeliveryMode.Sequenced, 4)]
    [InlineData(DeliveryMode.Sequenced, 6)]
    public async Task LimitsStoppedAtAnyOrder_TheNextDecidesAsItWouldHave(DeliveryMode delivery, int decided) =>
        await LimitScenarios.StoppedAtAnyOrder_TheNextDecidesAsItWouldHave(await kafka.WithEmptyTopicsAsync(), delivery, decided);

    [ApacheKafkaFact]
    public async Task LimitsChangedWhileOrdersFlow_CountForAllThatFollow() =>
        await LimitScenarios.ChangedWhileOrdersFlow_CountsForAllThatFollow(await kafka.WithEmptyTopicsAsync(), DeliveryMode.Transactional);

    [ApacheKafkaFact]
    public async Task StoppedBetweenCopiesAndAudits_SuccessorCompletesTheAuditAndRepeatsNothing() =>
        await SequencedScenarios.StoppedBetweenCopiesAndAudits_SuccessorCompletesTheAuditAndRepeatsNothing(
            await kafka.WithEmptyTopicsAsync()
        );

    [ApacheKafkaFact]
    public async Task GatedCopyMissingBeforeOneThatIsOut_IsHeldBackWithAReason() =>
        await SequencedScenarios.GatedCopyMissingBeforeOneThatIsOut_IsHeldBackWithAReason(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task StoppedBeforeItsAudit_OrderSentBeforeTheRestore_IsAuditedAsThat() =>
        await SequencedScenarios.StoppedBeforeItsAudit_OrderSentBeforeTheRestore_IsAuditedAsThat(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaTheory]
    [InlineData(DeliveryMode.Sequenced)]
    [InlineData(DeliveryMode.Transactional)]
    public async Task SentMomentsBeforeTheRestore_DecidedAfterIt_IsDropped(DeliveryMode delivery) =>
        await RestoreScenarios.SentMomentsBeforeTheRestore_DecidedAfterIt_IsDropped(await kafka.WithEmptyTopicsAsync(), delivery);

    [ApacheKafkaTheory]
    [InlineData(DeliveryMode.Sequenced)]
    [InlineData(DeliveryMode.Transactional)]
    public async Task RoutersDownAcrossKillAndRestore_LetOutWhatWasSentAfterIt(DeliveryMode delivery) =>
        await RestoreScenarios.RoutersDownAcrossKillAndRestore_LetOutWhatWasSentAfterIt(await kafka.WithEmptyTopicsAsync(), delivery);

    [ApacheKafkaTheory]
    [InlineData(DeliveryMode.Sequenced)]
    [InlineData(DeliveryMode.Transactional)]
    public async Task SenderWhoDatesHimselfAhead_GainsNothing(DeliveryMode delivery) =>
        await RestoreScenarios.SenderWhoDatesHimselfAhead_GainsNothing(await kafka.WithEmptyTopicsAsync(), delivery);

    [ApacheKafkaTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task StoppedBetweenTheTwo_LeavesTheFirstAndTheSecondIsDecidedAgainOnce(int committed) =>
        await TransactionalScenarios.StoppedBetweenTheTwo_LeavesTheFirstAndTheSecondIsDecidedAgainOnce(
            await kafka.WithEmptyTopicsAsync(),
            committed
        );

    [ApacheKafkaFact]
    public async Task StoppedBeforeCommit_LeavesNothingAndIsDecidedAgainOnce() =>
        await TransactionalScenarios.StoppedBeforeCommit_LeavesNothingAndIsDecidedAgainOnce(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task FrozenWhileAnotherTookOver_IsFencedAndNothingIsTwice() =>
        await TransactionalScenarios.FrozenWhileAnotherTookOver_IsFencedAndNothingIsTwice(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task DeliveryChanged_GoesOnWhereTheOtherKindStopped() =>
        await TransactionalScenarios.DeliveryChanged_GoesOnWhereTheOtherKindStopped(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task Auto_IsTransactional()
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", DeliveryMode.Auto));

        await router.UntilAsync(s => s.Ready);

        Assert.Equal(DeliveryMode.Transactional, router.Router.Status.Delivery);
        Assert.Empty(
            (await new TopicReader(settings).ReadAllAsync(Topics.RouterProgress, readCommitted: true, CancellationToken.None)).Records
        );
    }

    [ApacheKafkaFact]
    public Task StateCompacted_RouterThatStartsLateStillSeesTheKill() =>
        CompactionScenarios.StateCompacted_RouterThatStartsLateStillSeesTheKill(kafka);

    [ApacheKafkaFact]
    public async Task EnsureAsync_StateTopicNotCompacted_IsRefusedWithTheConsequence()
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        await kafka.ConfigureAsync(Topics.State, ("cleanup.policy", "delete"));

        var e = await Assert.ThrowsAsync<TopicsMismatchException>(() =>
            new TopicAdmin(settings).EnsureAsync(Topics.All, 3, CancellationToken.None)
        );

        Assert.StartsWith(
            "Topic killswitch.state.v1 has cleanup.policy 'delete'; it must be 'compact', or else a kill is forgotten",
            e.Message
        );
    }

    [ApacheKafkaTheory]
    [InlineData(Topics.Orders)]
    [InlineData(Topics.State)]
    public async Task RunAsync_TopicKeepsSendersTimes_IsRefusedWithTheConsequenceAndTheCommand(string topic)
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        await kafka.ConfigureAsync(topic, ("message.timestamp.type", "CreateTime"));

        var e = await Assert.ThrowsAsync<TopicsMismatchException>(() =>
            new Router(settings, new RouterOptions("router-a"), TimeProvider.System).RunAsync(CancellationToken.None)
        );

        Assert.Equal(
            $"Topic {topic} has message.timestamp.type 'CreateTime'; it must be 'LogAppendTime', or else whoever dates his orders ahead "
                + "gets through what he sent under a kill, once the kill is lifted. Set it: kafka-configs.sh "
                + $"--bootstrap-server {settings.Bootstrap} --alter --topic {topic} --add-config message.timestamp.type=LogAppendTime. "
                + "Records that are there keep their senders' times.",
            e.Message
        );
    }

    /// <summary>Topics of an installation that is older than the rule.</summary>
    [ApacheKafkaFact]
    public async Task EnsureAsync_TopicsKeepSendersTimes_TheyGetTheBrokers()
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        foreach (var topic in (string[])[Topics.Orders, Topics.State])
            await kafka.ConfigureAsync(topic, ("message.timestamp.type", "CreateTime"));

        await new TopicAdmin(settings).EnsureAsync(Topics.All, 3, CancellationToken.None);

        await RestoreScenarios.SenderWhoDatesHimselfAhead_GainsNothing(settings, DeliveryMode.Sequenced);
    }

    /// <summary>Kafka 4 takes none that is dated more than an hour ahead, unless its topic says otherwise.</summary>
    [ApacheKafkaFact]
    public async Task EnsureAsync_NewTopics_TakeRecordsOfAnyClock() =>
        await TimesScenarios.EveryTopicTakesAsync(await kafka.WithEmptyTopicsAsync());

    /// <summary>Topics that were there before the rule, or that somebody else made.</summary>
    [ApacheKafkaFact]
    public async Task EnsureAsync_TopicsLimitTimesAhead_TheyTakeRecordsOfAnyClock()
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        foreach (var topic in Topics.All)
            await kafka.ConfigureAsync(topic.Name, ("message.timestamp.after.max.ms", "1000"));

        await new TopicAdmin(settings).EnsureAsync(Topics.All, 3, CancellationToken.None);

        await TimesScenarios.EveryTopicTakesAsync(settings);
    }

    /// <summary>Where the limit could not be taken away: what a router's clock that is far ahead leads to.</summary>
    [ApacheKafkaTheory]
    [InlineData(DeliveryMode.Sequenced)]
    [InlineData(DeliveryMode.Transactional)]
    public async Task RecordRefusedForItsTime_IsNotThereAndSaysWhatToSet(DeliveryMode delivery)
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        await kafka.ConfigureAsync(Topics.GatedOrders, ("message.timestamp.after.max.ms", "1000"));

        var said = TimesScenarios.Refused(settings, delivery);

        Assert.Contains("Broker: Invalid timestamp", said, StringComparison.Ordinal);
        Assert.EndsWith(
            ". The time of this machine is further from the broker's than the topic takes: set the clock right, or raise "
                + "message.timestamp.after.max.ms (where it is ahead) or message.timestamp.before.max.ms (behind) of the topic",
            said,
            StringComparison.Ordinal
        );
        var gated = await new TopicReader(settings).ReadAllAsync(Topics.GatedOrders, readCommitted: true, CancellationToken.None);
        Assert.Empty(gated.Records);
    }

    [ApacheKafkaFact]
    public async Task EnsureAsync_PartitionsDiffer_IsRefusedNamingThem()
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        using (var admin = new KafkaClients(settings, null).Admin("test"))
            await admin.CreatePartitionsAsync([new() { Topic = Topics.Orders, IncreaseTo = 4 }]);

        var e = await Assert.ThrowsAsync<TopicsMismatchException>(() =>
            new Router(settings, new RouterOptions("router-a"), TimeProvider.System).RunAsync(CancellationToken.None)
        );

        Assert.Contains("orders.v1 has 4, orders.gated.v1 has 3", e.Message);
    }
}
