using KillSwitch.Brokers;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Routing;

public sealed class EmbeddedBrokerTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public Task TwoRoutersOneKill_NotOneOrderThrough() =>
        RouterScenarios.TwoRoutersOneKill_NotOneOrderThrough(_broker.Settings, DeliveryMode.Auto);

    [Fact]
    public Task RoutersComeAndGo_EveryOrderIsDecidedOnce() =>
        RouterScenarios.RoutersComeAndGo_EveryOrderIsDecidedOnce(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task PoisonRecords_AreRejectedWithTheirBytesAndBlockNothing() =>
        RouterScenarios.PoisonRecords_AreRejectedWithTheirBytesAndBlockNothing(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task TraceOfAnOrder_TravelsWithItsCopyAndItsAudit() =>
        RouterScenarios.TraceOfAnOrder_TravelsWithItsCopyAndItsAudit(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task StateThatCannotBeRead_HoldsBackAndRaisesAnAlarm() =>
        RouterScenarios.StateThatCannotBeRead_HoldsBackAndRaisesAnAlarm(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task LimitsChangedWhileOrdersFlow_CountForAllThatFollow() =>
        LimitScenarios.ChangedWhileOrdersFlow_CountsForAllThatFollow(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task PricesPublished_ValueOrdersWithoutOne() =>
        LimitScenarios.PricesPublished_ValueOrdersWithoutOne(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task StoppedBetweenCopiesAndAudits_SuccessorCompletesTheAuditAndRepeatsNothing() =>
        SequencedScenarios.StoppedBetweenCopiesAndAudits_SuccessorCompletesTheAuditAndRepeatsNothing(_broker.Settings);

    [Fact]
    public Task GatedCopyMissingBeforeOneThatIsOut_IsHeldBackWithAReason() =>
        SequencedScenarios.GatedCopyMissingBeforeOneThatIsOut_IsHeldBackWithAReason(_broker.Settings);

    [Fact]
    public Task StoppedBeforeItsAudit_OrderSentBeforeTheRestore_IsAuditedAsThat() =>
        SequencedScenarios.StoppedBeforeItsAudit_OrderSentBeforeTheRestore_IsAuditedAsThat(_broker.Settings);

    [Fact]
    public Task SentMomentsBeforeTheRestore_DecidedAfterIt_IsDropped() =>
        RestoreScenarios.SentMomentsBeforeTheRestore_DecidedAfterIt_IsDropped(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task RoutersDownAcrossKillAndRestore_LetOutWhatWasSentAfterIt() =>
        RestoreScenarios.RoutersDownAcrossKillAndRestore_LetOutWhatWasSentAfterIt(_broker.Settings, DeliveryMode.Sequenced);

    /// <summary>As docs/known-limits.md says: this broker keeps what the sender said.</summary>
    [Fact]
    public async Task SenderWhoDatesHimselfAhead_GetsThroughHere()
    {
        using var flow = new Flow(_broker.Settings);
        await RestoreScenarios.DatedAheadAsync(flow);

        await using var router = new RunningRouter(_broker.Settings, RouterScenarios.Options("router-a", DeliveryMode.Sequenced));

        Assert.Equal(Decision.Allow, Assert.Single(await flow.UntilAuditedAsync(1)).Decision);
    }

    [Fact]
    public async Task Transactional_BrokerThatOnlyPlaysAlong_IsRefusedAtStartNamingTheSetting()
    {
        var router = new Router(_broker.Settings, RouterScenarios.Options("router-a", DeliveryMode.Transactional), TimeProvider.System);

        var e = await Assert.ThrowsAsync<DeliveryNotSupportedException>(() => router.RunAsync(CancellationToken.None));

        Assert.Contains("--delivery transactional", e.Message);
        Assert.Contains("shows records of transactions that were aborted", e.Message);
    }

    [Fact]
    public async Task BrokerGone_RouterIsNotReadyAndGoesOnWhenItIsBack()
    {
        var settings = _broker.Settings with { AnswerTimeout = TimeSpan.FromMilliseconds(500) };
        using var flow = new Flow(settings);
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", DeliveryMode.Sequenced));
        await flow.SendAsync(10, partition: 0);
        await flow.UntilAuditedAsync(10);

        _broker.Interrupt();
        await router.UntilAsync(s => !s.Ready);
        _broker.Resume();
        await router.UntilAsync(s => s.Ready);
        await flow.SendAsync(10, partition: 0);
        await flow.UntilAuditedAsync(20);

        await flow.RequireExactlyOnceAsync();
    }
}
