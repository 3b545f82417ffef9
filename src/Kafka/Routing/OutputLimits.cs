namespace KillSwitch.Kafka.Routing;

internal static class OutputLimits
{
    /// <summary>Most bytes of orders in a batch: two copies of each stand in a producer's queue.</summary>
    public const int BatchBytes = 16 * 1024 * 1024;

    /// <summary>Room for a whole batch (a copy and an audit of each order) and its progress, so that the queue is never full.</summary>
    public static int QueuedMessages(RouterOptions options) => Math.Max(100_000, (options.BatchSize * 2) + 1);
}
