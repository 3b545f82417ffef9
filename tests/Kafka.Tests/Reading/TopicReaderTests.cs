using KillSwitch.Brokers;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Reading;

public sealed class TopicReaderTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task ReadAllAsync_AfterPublishing_FindsTheRecordWhereThePublisherSaid()
    {
        using var publisher = new StatePublisher(_broker.Settings);
        var state = new KillState
        {
            Scope = Scope.Account("12345"),
            Status = KillStatus.Killed,
            Version = 7,
            IncidentId = "inc-1",
            Causes = ["cmd-1"],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = "too fast",
            LastCmdId = "cmd-1",
            CorrId = "corr-1",
        };

        var at = await publisher.PublishAsync(state, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", CancellationToken.None);
        var contents = await new TopicReader(_broker.Settings).ReadAllAsync(Topics.State, readCommitted: true, CancellationToken.None);

        var record = Assert.Single(contents.Records);
        Assert.Equal((at.Partition, at.Offset), (record.Partition, record.Offset));
        Assert.Equal("ACCOUNT:12345"u8.ToArray(), record.Key);
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", record.Header(Workflows.Contracts.Headers.TraceParent));
        Assert.Equal(3, contents.Partitions.Count);
        Assert.Equal(1, contents.Partitions[at.Partition].End);
    }

    [Fact]
    public async Task ScanAsync_AfterPublishing_ShowsEachRecordAndSaysWherePartitionsEnd()
    {
        using var publisher = new StatePublisher(_broker.Settings);
        var state = new KillState
        {
            Scope = Scope.Account("12345"),
            Status = KillStatus.Killed,
            Version = 7,
            IncidentId = "inc-1",
            Causes = ["cmd-1"],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = "too fast",
            LastCmdId = "cmd-1",
            CorrId = "corr-1",
        };
        var first = await publisher.PublishAsync(state, null, CancellationToken.None);
        var second = await publisher.PublishAsync(state with { Version = 8 }, null, CancellationToken.None);
        var shown = new List<(int, long?)>();

        var partitions = await new TopicReader(_broker.Settings).ScanAsync(
            Topics.State,
            readCommitted: true,
            r => shown.Add((r.Partition, r.Offset)),
            CancellationToken.None
        );

        Assert.Equal([(first.Partition, first.Offset), (second.Partition, second.Offset)], shown);
        Assert.Equal((0, 2), (partitions[first.Partition].Low, partitions[first.Partition].End));
        Assert.All(partitions, p => Assert.Empty(p.Records));
    }

    [Fact]
    public async Task ReadAllAsync_NoSuchTopic_SaysWhichAndWhere()
    {
        var e = await Assert.ThrowsAsync<TopicMissingException>(
            () => new TopicReader(_broker.Settings).ReadAllAsync("nowhere.v1", readCommitted: true, CancellationToken.None));

        Assert.Contains("nowhere.v1", e.Message);
        Assert.Contains(_broker.Bootstrap, e.Message);
    }

    [Fact]
    public async Task ReadAllAsync_NobodyListens_NamesTheAddressAndTheSetting()
    {
        var settings = new KafkaSettings("127.0.0.1:1") { AnswerTimeout = TimeSpan.FromMilliseconds(500) };

        var e = await Assert.ThrowsAsync<KafkaUnreachableException>(
            () => new TopicReader(settings).ReadAllAsync(Topics.State, readCommitted: true, CancellationToken.None));

        Assert.Equal("Kafka does not answer at 127.0.0.1:1 (waited 0.5 s). Start it there, or set --bootstrap to where it is.", e.Message);
    }
}
