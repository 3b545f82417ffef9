namespace KillSwitch.Workflows.Contracts;

/// <summary>How a topic is created.</summary>
/// <param name="Name">The topic.</param>
/// <param name="Compacted">Kept by key (the last value of each) rather than by age.</param>
/// <param name="Retention">How long records stay; null where the topic is compacted.</param>
/// <param name="TimedByBroker">
/// A record's time is when the broker took it (<c>LogAppendTime</c>), not what its sender says (<c>CreateTime</c>, Kafka's default).
/// </param>
public sealed record TopicSpec(string Name, bool Compacted, TimeSpan? Retention, bool TimedByBroker = false);
