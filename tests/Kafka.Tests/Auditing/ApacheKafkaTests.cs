using KillSwitch.Kafka.Auditing;
using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests.Auditing;

[Collection(ApacheKafkaCollection.Name)]
public sealed class ApacheKafkaTests(ApacheKafkaFixture kafka)
{
    [ApacheKafkaFact]
    public async Task Consumer_HandlerFails_GetsTheSameAgainAndNothingIsSkipped() =>
        await AuditScenarios.Consumer_HandlerFails_GetsTheSameAgainAndNothingIsSkipped(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task Consumer_AtTheEnd_SaysThatItIs() =>
        await AuditScenarios.Consumer_AtTheEnd_SaysThatItIs(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task Topic_AfterRecords_SaysWhereItStandsAndReadsThem() =>
        await AuditScenarios.Topic_AfterRecords_SaysWhereItStandsAndReadsThem(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task Topic_NothingButATransactionsEnd_HasNoRecordThere() =>
        await AuditScenarios.Topic_NothingButATransactionsEnd_HasNoRecordThere(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task Topic_MadeAnew_HasAnotherId()
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        using var topic = new AuditTopic(settings, TimeProvider.System);
        var before = (await topic.LookAsync(default)).Id;

        await kafka.WithEmptyTopicsAsync();
        using var later = new AuditTopic(settings, TimeProvider.System);

        Assert.NotEqual(before, (await later.LookAsync(default)).Id);
    }
}
