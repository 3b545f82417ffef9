namespace KillSwitch.StepFunctions.Runtime;

/// <summary>
/// The time of one execution: that of the machine, except that it never goes back. Where the machine's clock was ahead and is set right,
/// the execution goes on in its own time until the machine's has caught up. Else a retry that was to come in a second would come when
/// the clock shows again what it showed then, and the history would run backwards. Thread-safe.
/// </summary>
internal sealed class ExecutionClock(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private long _at = clock.GetTimestamp();

    public DateTimeOffset Now()
    {
        lock (_lock)
        {
            var (now, own) = (clock.GetUtcNow(), _latest + clock.GetElapsedTime(_at));
            Set(now > own ? now : own);
            return _latest;
        }
    }

    /// <summary>Something happened at this time: it is not earlier now.</summary>
    public void NotBefore(DateTimeOffset at)
    {
        lock (_lock)
        {
            if (at > _latest + clock.GetElapsedTime(_at))
                Set(at);
        }
    }

    private void Set(DateTimeOffset time) => (_latest, _at) = (time, clock.GetTimestamp());
}
