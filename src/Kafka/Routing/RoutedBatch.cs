namespace KillSwitch.Kafka.Routing;

/// <summary>
/// What came of a batch that was handed over, gaps before it included. Orders that were decided before are not counted again.
/// </summary>
public sealed record RoutedBatch(long Allowed, long Dropped, long Rejected);
