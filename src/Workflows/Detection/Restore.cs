namespace KillSwitch.Workflows.Detection;

/// <summary>What a scope's orders are counted from: the ACTIVE that came before them.</summary>
/// <param name="Version">Of the state; 0 in <see cref="None"/>.</param>
/// <param name="At">The time of its record, Unix ms.</param>
public readonly record struct Restore(long Version, long At)
{
    /// <summary>Nobody has restored the scope.</summary>
    public static Restore None { get; } = new(0, long.MinValue);

    /// <summary>
    /// Whether names of breaches in the window carry the version: only where it may have been commanded before the restore. An order is
    /// dated no further ahead than a clock may be, so that no window which begins later can have been. So a scope's last restore
    /// need not be remembered for ever to name what follows.
    /// </summary>
    /// <param name="windowStart">Unix ms.</param>
    /// <param name="namedMs">For how long after it: <see cref="NamedMs"/>.</param>
    public bool IsNamedIn(long windowStart, long namedMs) => this != None && At + namedMs > windowStart;

    /// <summary>A clock's error ahead, and a window's length so that brokers need not agree to the millisecond.</summary>
    public static long NamedMs(DetectionSettings settings) => (long)(settings.Window + settings.ClockAhead).TotalMilliseconds;
}
