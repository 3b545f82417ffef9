using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Kafka.Admin;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Admin;

public sealed class TopicAdminTests
{
    [Fact]
    public async Task EnsureAsync_AllThere_ChangesNothing()
    {
        using var broker = EmbeddedBroker.Start();

        await new TopicAdmin(broker.Settings).EnsureAsync(Topics.All, 3, CancellationToken.None);
    }

    [Fact]
    public async Task EnsureAsync_BrokerThatCreatesNone_NamesWhatIsMissing()
    {
        using var broker = EmbeddedBroker.Start(Topics.All.Where(t => t.Name != Topics.State));

        var e = await Assert.ThrowsAsync<TopicsMismatchException>(() =>
            new TopicAdmin(broker.Settings).EnsureAsync(Topics.All, 3, CancellationToken.None)
        );

        Assert.Contains("killswitch.state.v1", e.Message);
        Assert.Contains("Create the topics by hand", e.Message);
    }

    [Fact]
    public async Task EnsureAsync_NobodyListens_NamesTheAddressAndTheSetting()
    {
        var settings = new KafkaSettings("127.0.0.1:1")
        {
            AnswerTimeout = TimeSpan.FromMilliseconds(500),
            BootstrapSetting = "--bootstrap",
        };

        var e = await Assert.ThrowsAsync<KafkaUnreachableException>(() =>
            new TopicAdmin(settings).EnsureAsync(Topics.All, 3, CancellationToken.None)
        );

        Assert.Contains("127.0.0.1:1", e.Message);
        Assert.Contains("--bootstrap", e.Message);
    }

    [Fact]
    public void RequireSamePartitions_OneDiffers_NamesAll()
    {
        var e = Assert.Throws<TopicsMismatchException>(() =>
            TopicAdmin.RequireSamePartitions(new Dictionary<string, int> { [Topics.Orders] = 3, [Topics.Audit] = 1 })
        );

        Assert.Contains("orders.v1 has 3, audit.v1 has 1", e.Message);
    }

    [Fact]
    public async Task UntilNotLetGoAsync_ConnectionsLetGoOf_AsksUntilOneHolds()
    {
        var asked = 0;

        await new AdminRequests(new KafkaSettings("127.0.0.1:1")).UntilNotLetGoAsync(
            () => ++asked <= 3 ? throw new KafkaException(ErrorCode.Local_Destroy) : Task.CompletedTask, CancellationToken.None);

        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task UntilNotLetGoAsync_NeverHolds_GivesUpInTime()
    {
        var settings = new KafkaSettings("127.0.0.1:1") { AnswerTimeout = TimeSpan.FromMilliseconds(100) };

        var e = await Assert.ThrowsAsync<KafkaException>(() => new AdminRequests(settings).UntilNotLetGoAsync(
            () => throw new KafkaException(ErrorCode.Local_Destroy), CancellationToken.None));

        Assert.Equal(ErrorCode.Local_Destroy, e.Error.Code);
    }

    [Fact]
    public async Task UntilNotLetGoAsync_Refused_AsksOnce()
    {
        var asked = 0;

        await Assert.ThrowsAsync<KafkaException>(() => new AdminRequests(new KafkaSettings("127.0.0.1:1")).UntilNotLetGoAsync(
            () =>
            {
                asked++;
                throw new KafkaException(ErrorCode.TopicAuthorizationFailed);
            },
            CancellationToken.None));

        Assert.Equal(1, asked);
    }
}
