namespace KillSwitch.Workflows.Contracts;

/// <summary>How a topic is created.</summary>
/// <param name="Name">The topic.</param>
/// <param name="Compacted">Kept by key (the last value of each) rather than by age.</param>
/// <param name="Retention">How long records stay; null where the topic is compacted.</param>
public sealed record TopicSpec(string Name, bool Compacted, TimeSpan? Retention);
