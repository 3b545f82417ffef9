using KillSwitch.Chaos.Plan;

namespace KillSwitch.Chaos.Running;

/// <summary>One run.</summary>
internal sealed record ChaosOptions
{
    /// <summary>
    /// A distribution of Apache Kafka, of which three nodes are started; null takes one embedded broker, which no fault touches.
    /// </summary>
    public string? KafkaHome { get; init; }

    /// <summary><c>transactional</c> or <c>sequenced</c>; the embedded broker can only do the latter.</summary>
    public required string Delivery { get; init; }

    /// <summary>How long faults are done. The start before and the settling after come on top.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Decides what is done when, and what the load does.</summary>
    public required int Seed { get; init; }

    /// <summary>Orders a second.</summary>
    public int OrdersPerSecond { get; init; } = 300;

    /// <summary>The faults to choose from.</summary>
    public required IReadOnlyList<FaultKind> Kinds { get; init; }

    /// <summary>Where processes and brokers keep what they have; new and empty.</summary>
    public required string Data { get; init; }

    /// <summary>
    /// Within what time a kill must be in force, whatever is broken beside what carries it; null: it must be, some time. A test asks for no
    /// time, as it may share its cores with anything.
    /// </summary>
    public TimeSpan? InForceWithin { get; init; }
}
