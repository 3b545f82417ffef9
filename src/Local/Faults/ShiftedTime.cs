namespace KillSwitch.Local.Faults;

/// <summary>A wall clock that can be wrong. Timers and durations are right, as they are on a machine whose clock is set.</summary>
internal sealed class ShiftedTime(TimeProvider inner, Func<TimeSpan> shift) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + shift();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
