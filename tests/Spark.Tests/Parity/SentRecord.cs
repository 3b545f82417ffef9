using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>A record for the orders topic.</summary>
/// <param name="Arrives">When it arrives in the topic, from the run's beginning: Kafka's timestamp of it.</param>
/// <param name="Key">The account.</param>
/// <param name="Value">Its bytes, an order or not.</param>
internal sealed record SentRecord(TimeSpan Arrives, string Key, byte[]? Value)
{
    public static SentRecord Of(TimeSpan arrives, Order order) =>
        new(arrives, order.AccountId, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(order, ContractsJson.Default.Order));
}
