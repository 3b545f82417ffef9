using KillSwitch.Kafka;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Scenarios;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Acts;

/// <summary>
/// Plays one scenario at a time into the stack, for whoever sits in front of the console. It ends by itself. Safe for concurrent use.
/// </summary>
public sealed class ScenarioPlay(KafkaSettings kafka, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a scenario is played.</summary>
    public static readonly TimeSpan For = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private Played? _latest;

    /// <summary>What is played, or was played last; null before the first.</summary>
    public PlayView? Latest
    {
        get
        {
            lock (_lock)
                return _latest?.View;
        }
    }

    /// <summary>Begins to play, unless something is played.</summary>
    /// <param name="name">One of <see cref="NamedScenarios.Names"/>.</param>
    public Outcome<PlayView> Start(string name)
    {
        lock (_lock)
        {
            if (_latest is { Playing.IsCompleted: false } running)
                return new Refusal(
                    RefusalCode.RequestAlreadyPending,
                    $"The scenario {running.Name} is being played; it ends by itself after {For.TotalSeconds:0} s. Stop it, or wait."
                );
            var played = new Played(name, NamedScenarios.Of(name, new ScenarioOptions()), kafka, time);
            played.Begin(_ended.Token);
            _latest?.Dispose();
            _latest = played;
            return played.View;
        }
    }

    /// <summary>Ends what is played, if anything is.</summary>
    public void Stop()
    {
        lock (_lock)
            _latest?.Stop();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        if (_latest is { } latest)
        {
            await latest.Playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            latest.Dispose();
        }
        _ended.Dispose();
    }

    private sealed class Played(string name, IOrderScenario scenario, KafkaSettings kafka, TimeProvider time) : IDisposable
    {
        private readonly OrderPlayer _player = new(time);
        private readonly CancellationTokenSource _stop = new();
        private readonly long _startedTs = time.GetUtcNow().ToUnixTimeMilliseconds();

        public string Name => name;

        public Task Playing { get; private set; } = Task.CompletedTask;

        public PlayView View =>
            new(
                name,
                scenario.Story,
                _startedTs,
                !Playing.IsCompleted,
                _player.Sent,
                Playing.Exception?.InnerException is { } failure ? $"It could not be played: {failure.Message}" : null
            );

        public void Begin(CancellationToken ended) => Playing = Task.Run(() => PlayAsync(ended), CancellationToken.None);

        public void Stop() => _stop.Cancel();

        /// <summary>Once it is not played any more.</summary>
        public void Dispose() => _stop.Dispose();

        private async Task PlayAsync(CancellationToken ended)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, ended);
            over.CancelAfter(For);
            using var log = new OrderLog(kafka, time);
            await _player.PlayAsync(
                scenario,
                (order, ct) => log.AppendAsync(order.Key, order.Value, order.TraceParent, replay: null, ct),
                over.Token
            );
            await log.FlushAsync(ended);
        }
    }
}

/// <summary>A scenario that is played, or was.</summary>
/// <param name="Name">Which.</param>
/// <param name="Story">What is to happen.</param>
/// <param name="StartedTs">Unix ms.</param>
/// <param name="Playing">Whether it still goes on.</param>
/// <param name="Sent">Orders sent so far.</param>
/// <param name="Trouble">Why it ended early; null where it did not.</param>
public sealed record PlayView(string Name, string Story, long StartedTs, bool Playing, long Sent, string? Trouble);
