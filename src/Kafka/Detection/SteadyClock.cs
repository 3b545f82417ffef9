namespace KillSwitch.Kafka.Detection;

/// <summary>
/// Our own clock as orders are held against it: it never goes back. Where the wall clock is set back, it goes on from where it was;
/// where that
/// is set ahead, it follows.
/// </summary>
/// <remarks>
/// Orders that are dated ahead of our clock are measured at the time it shows. Were it to go back, that would be all of them, at a time
/// whose windows are closed: every breach would pass unseen until it has caught up. Not thread-safe.
/// </remarks>
internal sealed class SteadyClock(TimeProvider time)
{
    private DateTimeOffset _set = time.GetUtcNow();
    private long _setAt = time.GetTimestamp();

    /// <summary>Not before what it showed last.</summary>
    public DateTimeOffset Now()
    {
        var (wall, steady) = (time.GetUtcNow(), _set + time.GetElapsedTime(_setAt));
        if (wall <= steady)
            return steady;
        (_set, _setAt) = (wall, time.GetTimestamp());
        return wall;
    }
}
