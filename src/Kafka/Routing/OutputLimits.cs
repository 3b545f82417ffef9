namespace KillSwitch.Kafka.Routing;

/// <summary>How much a router keeps, and holds in its hands.</summary>
public static class OutputLimits
{
    /// <summary>
    /// The most bytes that are kept of a rejected value. A record that fills Kafka's largest batch (1 MiB by default) has no room for
    /// our headers; it would be refused for ever and hold its partition up.
    /// </summary>
    public const int MostKeptBytes = 900_000;

    /// <summary>Most bytes of orders in a batch: two copies of each stand in a producer's queue.</summary>
    internal const int BatchBytes = 16 * 1024 * 1024;

    /// <summary>Room for a whole batch (a copy and an audit of each order) and its progress, so that the queue is never full.</summary>
    internal static int QueuedMessages(RouterOptions options) => Math.Max(100_000, (options.BatchSize * 2) + 1);
}
