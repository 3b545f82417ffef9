using KillSwitch.Benchmarks.EndToEnd;

namespace KillSwitch.Benchmarks.Soak;

/// <summary>One minute of a soak.</summary>
/// <param name="AtMinute">Minutes since its beginning.</param>
/// <param name="OrdersPerSecond">Gated orders read, on average over the minute.</param>
/// <param name="Latency">Order due to be sent → gated order readable.</param>
/// <param name="Lag">Orders not decided yet, by partition.</param>
/// <param name="CommandToPublishedInMs">Of the minute's kill; null where there was none.</param>
/// <param name="PublishedToLastAllowedInMs">Of the minute's kill; null where there was none.</param>
/// <param name="Processes">What each process holds.</param>
internal sealed record SoakSample(
    double AtMinute,
    double OrdersPerSecond,
    LatencySpread Latency,
    IReadOnlyList<long> Lag,
    long? CommandToPublishedInMs,
    long? PublishedToLastAllowedInMs,
    IReadOnlyList<ProcessSample> Processes);
