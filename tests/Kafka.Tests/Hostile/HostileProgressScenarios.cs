using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Routing;
using KillSwitch.Kafka.Tests.Routing;
using KillSwitch.Workflows.Contracts;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Tests.Hostile;

/// <summary>The topics from which a router learns how far a partition is decided, written to by somebody else.</summary>
internal static class HostileProgressScenarios
{
    /// <summary>No order is passed over, whatever the progress says; put right, it goes on where it was.</summary>
    public static async Task Progress_ThatIsNonsense_IsNotTrustedAndNothingIsPassedOver(KafkaSettings settings)
    {
        using var flow = new Flow(settings);
        await using (var before = new RunningRouter(settings, RouterScenarios.Options("router-a", DeliveryMode.Transactional)))
        {
            await flow.SendAsync(10, partition: 0);
            await flow.UntilAuditedAsync(10);
        }
        await flow.SendAsync(10, partition: 0);
        await WriteAsync("20");
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-b", DeliveryMode.Transactional));
        await RefusedAsync("decided below 20");
        await WriteAsync("9223372036854775807");
        await RefusedAsync("decided below 9223372036854775807");
        await WriteAsync("-1");
        await RefusedAsync("decided below -1");
        await WriteRawAsync("null");
        await RefusedAsync("cannot be read");
        await WriteRawAsync("""{"partition":2,"next_offset":10,"service":"x","ts":1}""");
        await RefusedAsync("it is of another partition");
        Assert.Equal(10, (await flow.AuditsAsync()).Count);

        await WriteAsync("10");
        await flow.UntilAuditedAsync(20);

        await flow.RequireExactlyOnceAsync();

        Task WriteAsync(string next) => WriteRawAsync($$"""{"partition":0,"next_offset":{{next}},"service":"x","ts":1}""");

        Task WriteRawAsync(string value) =>
            HostileRecords.ProduceAsync(
                settings,
                new TopicPartition(Topics.RouterProgress, 0),
                "0"u8.ToArray(),
                Encoding.UTF8.GetBytes(value)
            );

        Task RefusedAsync(string because) => router.UntilAsync(s => s.LastError?.Contains(because, StringComparison.Ordinal) == true);
    }

    /// <summary>An audit of an order that does not exist: to believe it would leave all orders before it undecided.</summary>
    public static async Task Audit_OfAnOrderThatIsNotThere_IsNotTrustedAndNothingIsPassedOver(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await flow.SendAsync(3, partition: 0);
        await HostileRecords.ProduceAsync(
            settings,
            new TopicPartition(Topics.Audit, 0),
            null,
            "{}"u8.ToArray(),
            new() { { Names.SourcePartition, "0"u8.ToArray() }, { Names.SourceOffset, "1000000"u8.ToArray() } }
        );
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery));

        await router.UntilAsync(s => s.LastError?.Contains("decided below 1000001, but it ends at 3", StringComparison.Ordinal) == true);
        await flow.SendAsync(3, partition: 1);
        await router.UntilAsync(s => s.Allowed == 3);

        Assert.Equal([1, 1, 1], (await flow.ReadAsync(Topics.GatedOrders)).Records.Select(r => r.Partition));
    }
}
