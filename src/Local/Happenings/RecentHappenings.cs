using KillSwitch.Kafka;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Happenings;

/// <summary>
/// What happened lately, and how many orders were decided how in each of the last minutes' seconds: for whoever looks on from a browser.
/// Bounded; nothing is proven from it. Thread-safe.
/// </summary>
/// <param name="time">Tells when nobody looks any more.</param>
public sealed class RecentHappenings(TimeProvider time)
{
    /// <summary>Happenings that are kept.</summary>
    public const int MostHappenings = 300;

    /// <summary>Seconds whose numbers are kept.</summary>
    public const int MostSeconds = 300;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>A page asks every second.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Onlookers _onlookers = new(s_patience, time);
    private readonly Lock _lock = new();
    private readonly Queue<(long Number, DateTimeOffset At, Happening What)> _happenings = new();
    private readonly SortedDictionary<long, DecidedInASecond> _seconds = [];
    private long _number;

    /// <summary>Follows what happens while somebody looks: a stack that nobody looks at pays for nothing.</summary>
    internal async Task FollowAsync(KafkaSettings kafka, Func<NearLimits?> nearest, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _onlookers.ComeAsync(cancellationToken);
            using var unseen = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var following = FollowOnAsync(kafka, nearest, unseen.Token);
            try
            {
                await _onlookers.GoAsync(cancellationToken);
            }
            finally
            {
                await unseen.CancelAsync();
                await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowOnAsync(KafkaSettings kafka, Func<NearLimits?> nearest, CancellationToken cancellationToken)
    {
        // Links stand in the mailbox, for whoever may read it.
        var feed = new LiveFeed(kafka, time, links: false, Tell) { Decided = Count, Nearest = nearest };
        while (true)
        {
            try
            {
                await feed.RunAsync(cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whoever looks on is no part of the stack: it goes on without, and health says what is wrong.
                await Task.Delay(s_pause, time, cancellationToken);
            }
        }
    }

    internal void Tell(DateTimeOffset at, Happening what)
    {
        lock (_lock)
        {
            _happenings.Enqueue((++_number, at, what));
            if (_happenings.Count > MostHappenings)
                _happenings.Dequeue();
        }
    }

    /// <summary>A router's decision, counted in the second in which it was made, by its own time.</summary>
    internal void Count(DecidedOrder decision)
    {
        lock (_lock)
        {
            var second = decision.Ts / 1000;
            var before = _seconds.GetValueOrDefault(second) ?? new DecidedInASecond(second, 0, 0, 0);
            _seconds[second] = decision.Decision switch
            {
                Decision.Allow => before with { Allowed = before.Allowed + 1 },
                Decision.Drop => before with { Dropped = before.Dropped + 1 },
                _ => before with { Rejected = before.Rejected + 1 },
            };
            if (_seconds.Count > MostSeconds)
                _seconds.Remove(_seconds.Keys.First());
        }
    }

    /// <summary>What has come since the happening of a number; all that is kept where that is none of this process.</summary>
    internal LiveView Since(long number)
    {
        _onlookers.Look();
        lock (_lock)
        {
            var from = number > _number ? 0 : number;
            return new(
                _number,
                [.. _happenings.Where(h => h.Number > from).Select(h => HappeningView.Of(h.Number, h.At, h.What))],
                [.. _seconds.Values]
            );
        }
    }
}
