using System.Collections.Concurrent;

namespace KillSwitch.Tests;

/// <summary>
/// Tells who waits for the clock, which its base does not: so a test can await that the code under test has set its timer before it moves
/// the clock.
/// </summary>
internal sealed class WatchedTimeProvider(DateTimeOffset? start = null) : FakeTimeProvider(start ?? TradingDay.Opens)
{
    private readonly ConcurrentDictionary<WatchedTimer, DateTimeOffset> _waiting = new();

    /// <summary>How many timers wait to fire.</summary>
    public int ActiveTimers => _waiting.Count;

    /// <summary>When the earliest waiting timer is due; null if none waits.</summary>
    public DateTimeOffset? NextDue => _waiting.Values.Select(due => (DateTimeOffset?)due).Min();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this);
        timer.Inner = base.CreateTimer(_ => timer.Fire(callback, state), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class WatchedTimer(WatchedTimeProvider clock) : ITimer
    {
        private readonly Lock _lock = new();
        private TimeSpan _period;

        public ITimer Inner { get; set; } = null!;

        public void Fire(TimerCallback callback, object? state)
        {
            lock (_lock)
                Expect(_period);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            // Known as waiting only when it is: whoever sees that may move the clock at once.
            lock (_lock)
            {
                _period = period;
                var changed = Inner.Change(dueTime, period);
                Expect(dueTime > TimeSpan.Zero ? dueTime : period);
                return changed;
            }
        }

        public void Dispose()
        {
            Inner.Dispose();
            lock (_lock)
                Expect(Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Expect(TimeSpan after)
        {
            if (after > TimeSpan.Zero)
                clock._waiting[this] = clock.GetUtcNow() + after;
            else
                clock._waiting.TryRemove(this, out _);
        }
    }
}
