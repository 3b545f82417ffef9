namespace KillSwitch.Workflows.Detection;

/// <summary>
/// The event time up to which the stream counts as complete: the latest event time seen, less what an order may take on
/// its way. It never falls.
/// </summary>
internal sealed class Watermark(long latenessMs)
{
    /// <summary>Unix ms; <see cref="long.MinValue"/> before the first order.</summary>
    public long Value { get; private set; } = long.MinValue;

    /// <summary>The latest event time seen, Unix ms; <see cref="long.MinValue"/> before the first order.</summary>
    public long Latest { get; private set; } = long.MinValue;

    /// <returns>Whether it rose.</returns>
    public bool Advance(long eventTime)
    {
        var candidate = eventTime - latenessMs;
        if (candidate <= Value)
            return false;
        (Value, Latest) = (candidate, eventTime);
        return true;
    }
}
