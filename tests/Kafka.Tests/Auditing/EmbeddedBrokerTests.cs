using KillSwitch.Brokers;
using KillSwitch.Kafka.Auditing;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Kafka.Tests.Auditing;

public sealed class EmbeddedBrokerTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public Task Consumer_HandlerFails_GetsTheSameAgainAndNothingIsSkipped() =>
        AuditScenarios.Consumer_HandlerFails_GetsTheSameAgainAndNothingIsSkipped(_broker.Settings);

    [Fact]
    public Task Consumer_StartedAgain_GoesOnBehindWhatWasHandled() =>
        AuditScenarios.Consumer_StartedAgain_GoesOnBehindWhatWasHandled(_broker.Settings);

    [Fact]
    public Task Consumer_AtTheEnd_SaysThatItIs() => AuditScenarios.Consumer_AtTheEnd_SaysThatItIs(_broker.Settings);

    [Fact]
    public Task Topic_AfterRecords_SaysWhereItStandsAndReadsThem() =>
        AuditScenarios.Topic_AfterRecords_SaysWhereItStandsAndReadsThem(_broker.Settings);

    /// <summary>By that the index knows that the broker has forgotten what it had read of it.</summary>
    [Fact]
    public async Task Topic_OfAnotherProcess_HasAnotherId()
    {
        using var other = EmbeddedBroker.Start();
        using var here = new AuditTopic(_broker.Settings, TimeProvider.System);
        using var there = new AuditTopic(other.Settings, TimeProvider.System);

        Assert.NotEqual((await here.LookAsync(default)).Id, (await there.LookAsync(default)).Id);
    }

    [Fact]
    public async Task Topic_NobodyListens_SaysSo()
    {
        using var topic = new AuditTopic(
            new KafkaSettings("127.0.0.1:1") { AnswerTimeout = TimeSpan.FromMilliseconds(500) },
            TimeProvider.System
        );

        var e = await Assert.ThrowsAsync<AuditTopicUnavailableException>(() => topic.LookAsync(default));

        Assert.Contains("audit.v1 on Kafka at 127.0.0.1:1 did not answer", e.Message, StringComparison.Ordinal);
    }
}
