using KillSwitch.Aws.Topics;
using KillSwitch.Brokers;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;

namespace KillSwitch.Aws.Tests.Topics;

public sealed class TopicResourceTests
{
    /// <summary>Nothing listens there: what does not ask Kafka succeeds all the same.</summary>
    private readonly TopicResource _resource = Resource(
        new KafkaSettings("127.0.0.1:1") { AnswerTimeout = TimeSpan.FromMilliseconds(200) }
    );

    private readonly List<string> _told = [];

    [Fact]
    public async Task IsCompleteAsync_Delete_LeavesTheTopicsAndAsksNobody()
    {
        Assert.True(await _resource.IsCompleteAsync("Delete", null, _told.Add, CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("many")]
    public async Task IsCompleteAsync_NoNumberOfPartitions_IsRefused(string? partitions)
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() =>
            _resource.IsCompleteAsync("Create", partitions, _told.Add, CancellationToken.None)
        );

        Assert.Equal($"Partitions is '{partitions}'; it must be a whole number from 1 to 100.", e.Message);
    }

    [Fact]
    public async Task IsCompleteAsync_NoBrokerYet_IsNotCompleteAndIsCalledAgain()
    {
        Assert.False(await _resource.IsCompleteAsync("Create", "3", _told.Add, CancellationToken.None));

        Assert.Contains("Kafka does not answer at 127.0.0.1:1", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsCompleteAsync_TimeOverInTheMiddle_IsNotCompleteAndIsCalledAgain()
    {
        using var broker = EmbeddedBroker.Start([]);
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        Assert.False(await Resource(broker.Settings).IsCompleteAsync("Create", "3", _told.Add, over.Token));

        Assert.Single(_told);
    }

    [Fact]
    public async Task IsCompleteAsync_RefusedForGood_Fails()
    {
        // It creates no topics, whoever asks.
        using var broker = EmbeddedBroker.Start([]);

        await Assert.ThrowsAsync<TopicsMismatchException>(() =>
            Resource(broker.Settings).IsCompleteAsync("Create", "3", _told.Add, CancellationToken.None)
        );

        Assert.Empty(_told);
    }

    private static TopicResource Resource(KafkaSettings settings) => new(new TopicAdmin(settings));
}
