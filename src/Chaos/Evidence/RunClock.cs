namespace KillSwitch.Chaos.Evidence;

/// <summary>The driver's monotonic clock: times of a run are spans since it began, and no fault touches them. Thread-safe.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    public TimeProvider Time => time;

    /// <summary>For people, and for file names.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public TimeSpan Now => time.GetElapsedTime(_began);
}
