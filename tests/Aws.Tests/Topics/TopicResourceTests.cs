using KillSwitch.Aws.Topics;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;

namespace KillSwitch.Aws.Tests.Topics;

public sealed class TopicResourceTests
{
    /// <summary>Nothing listens there: what does not ask Kafka succeeds all the same.</summary>
    private readonly TopicResource _resource = new(
        new TopicAdmin(new KafkaSettings("127.0.0.1:1") { AnswerTimeout = TimeSpan.FromMilliseconds(200) })
    );

    [Fact]
    public async Task IsCompleteAsync_Delete_LeavesTheTopicsAndAsksNobody()
    {
        Assert.True(await _resource.IsCompleteAsync("Delete", null, CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("many")]
    public async Task IsCompleteAsync_NoNumberOfPartitions_IsRefused(string? partitions)
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => _resource.IsCompleteAsync("Create", partitions, CancellationToken.None));

        Assert.Equal($"Partitions is '{partitions}'; it must be a whole number from 1 to 100.", e.Message);
    }

    [Fact]
    public async Task IsCompleteAsync_NoBrokerYet_IsNotCompleteAndIsCalledAgain()
    {
        Assert.False(await _resource.IsCompleteAsync("Create", "3", CancellationToken.None));
    }
}
