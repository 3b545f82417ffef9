using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Detection;

[Collection(ApacheKafkaCollection.Name)]
public sealed class DetectorLoopOnApacheKafkaTests(ApacheKafkaFixture kafka)
{
    [ApacheKafkaFact]
    public async Task BreachAmongMalformedRecords_WritesOneKillWithTheOrdersTrace() =>
        await DetectorScenarios.BreachAmongMalformedRecords_WritesOneKillWithTheOrdersTrace(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task StartedAgain_KnowsTheOrdersOfOpenWindowsAndTheKillsItGave() =>
        await DetectorScenarios.StartedAgain_KnowsTheOrdersOfOpenWindowsAndTheKillsItGave(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task BacklogInEveryPartition_NoOrderIsLate() =>
        await DetectorScenarios.BacklogInEveryPartition_NoOrderIsLate(await WithProducersTimesAsync());

    [ApacheKafkaFact]
    public async Task OrdersOlderThanIsNeeded_AreNotReadAgain() =>
        await DetectorScenarios.OrdersOlderThanIsNeeded_AreNotReadAgain(await WithProducersTimesAsync());

    [ApacheKafkaFact]
    public async Task MadAgainAfterBeingRestored_IsKilledAgain() =>
        await DetectorScenarios.MadAgainAfterBeingRestored_IsKilledAgain(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task OrdersWithWrongTimes_AreMeasuredAndCounted() =>
        await DetectorScenarios.OrdersWithWrongTimes_AreMeasuredAndCounted(await WithProducersTimesAsync());

    [ApacheKafkaFact]
    public async Task Replays_AreMeasuredByTheirOwnTimesEachRunApart() =>
        await DetectorScenarios.Replays_AreMeasuredByTheirOwnTimesEachRunApart(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task ReplaysWhereTheyAreNotAllowed_AreOrdersLikeAnyOther() =>
        await DetectorScenarios.ReplaysWhereTheyAreNotAllowed_AreOrdersLikeAnyOther(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task ReplayThatLacksRecords_IsSaidAndTheRestIsMeasured() =>
        await DetectorScenarios.ReplayThatLacksRecords_IsSaidAndTheRestIsMeasured(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task OrdersOfATransaction_ItsEndMarkHoldsNothingUp()
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        using var producer = new KafkaClients(settings, null).Producer("test-transaction", TimeSpan.FromSeconds(20), c =>
            c.TransactionalId = "test-orders"
        );
        producer.InitTransactions(Flow.Deadline);
        producer.BeginTransaction();
        for (var p = 0; p < 3; p++)
            producer.Produce(
                new TopicPartition(Topics.Orders, p),
                new Message<byte[]?, byte[]?> { Value = DetectorScenarios.Order("o" + p, "A" + p, 1, DetectorScenarios.Now) }
            );
        producer.CommitTransaction(Flow.Deadline);

        await using var running = RunningDetector.Start(settings);
        await running.UntilAsync(s => s is { Ready: true, Detector.Orders: 3 });
        await DetectorScenarios.AppendAsync(settings, "big", qty: 20_000);
        await running.UntilAsync(s => s.CommandsWritten == 1);
    }

    /// <summary>As a topic may be that was there before: what its producers say of the time counts, whatever it is.</summary>
    private async Task<KafkaSettings> WithProducersTimesAsync()
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        await kafka.ConfigureAsync(
            Topics.Orders,
            ("message.timestamp.type", "CreateTime"),
            ("message.timestamp.after.max.ms", "9223372036854775807")
        );
        return settings;
    }
}
