namespace KillSwitch.Tests;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire inside <see cref="Advance"/>, on the caller's thread,
/// in the order they are due (those due at the same instant in the order they were set), with the clock at their due
/// time; a timer set by a callback fires too if it is due within the same move. Thread-safe: timers may be set from
/// any thread at any time, moves happen one after the other.
/// </summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    /// <summary>Thursday 2 January 2025, 09:30 in New York: an ordinary trading day.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2025, 1, 2, 14, 30, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly Lock _moving = new();
    private readonly DateTimeOffset _start;
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;
    private long _nextOrder;

    public ManualTimeProvider() : this(DefaultStart)
    {
    }

    public ManualTimeProvider(DateTimeOffset start) => _start = _now = start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>
    /// How many timers wait to fire. Lets a test await that the code under test has set its timer before it moves the clock.
    /// </summary>
    public int ActiveTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count(t => t.Due is not null);
        }
    }

    /// <summary>When the earliest waiting timer is due; null if none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
                return _timers.Min(t => t.Due);
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => (GetUtcNow() - _start).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_lock)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what becomes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_moving)
        {
            DateTimeOffset end;
            lock (_lock)
                end = _now + by;
            while (TakeDue(end) is { } timer)
                timer.Fire();
            lock (_lock)
                _now = end;
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(t => t.Due <= end).OrderBy(t => t.Due).ThenBy(t => t.Order).FirstOrDefault();
            if (next is null)
                return null;
            if (next.Due > _now)
                _now = next.Due.Value;
            next.Due = next.Period > TimeSpan.Zero ? _now + next.Period : null;
            next.Order = _nextOrder++;
            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public long Order { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var now = false;
            lock (clock._lock)
            {
                if (!clock._timers.Contains(this))
                    return false;
                Period = period;
                Order = clock._nextOrder++;
                now = dueTime == TimeSpan.Zero;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null
                    : now && period <= TimeSpan.Zero ? null
                    : clock._now + (now ? period : dueTime);
            }
            // A real timer that is due at once fires on the pool; so does this one, without a move of the clock.
            if (now)
                ThreadPool.QueueUserWorkItem(static t => ((ManualTimer)t!).Fire(), this);
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
