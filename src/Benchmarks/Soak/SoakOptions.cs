using KillSwitch.Kafka.Routing;

namespace KillSwitch.Benchmarks.Soak;

/// <summary>What is to be soaked, for how long.</summary>
internal sealed record SoakOptions
{
    /// <summary>How long, after the maximum was measured. Default 60; 1 to 1,440 minutes.</summary>
    public int Minutes { get; init; } = 60;

    /// <summary>Orders a second; null for half of the maximum measured at the beginning.</summary>
    public int? Rate { get; init; }

    public DeliveryMode Delivery { get; init; } = DeliveryMode.Transactional;

    /// <summary>A process each. Default 2.</summary>
    public int Routers { get; init; } = 2;
}
