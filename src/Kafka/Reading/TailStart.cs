namespace KillSwitch.Kafka.Reading;

/// <summary>Where following a topic begins, in each of its partitions.</summary>
/// <param name="Latest">How many of those that are there come first.</param>
public readonly record struct TailStart(long Latest)
{
    /// <summary>With the oldest that is kept.</summary>
    public static TailStart Beginning { get; } = new(long.MaxValue);

    /// <summary>With what comes after now.</summary>
    public static TailStart End { get; } = new(0);
}
