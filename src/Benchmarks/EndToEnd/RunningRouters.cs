using KillSwitch.Kafka;
using KillSwitch.Kafka.Routing;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>Routers of this process, each on its own threads.</summary>
internal sealed class RunningRouters : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<Router> _routers;

    private RunningRouters(KafkaSettings settings, RouterOptions options, int count)
    {
        _routers =
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => new Router(settings, options with { Service = $"{options.Service}-{i}" }, TimeProvider.System)),
        ];
        Ended = Task.WhenAll(_routers.Select(r => r.RunAsync(_stop.Token)));
    }

    /// <summary>Ends when they are stopped, or with what one of them died of.</summary>
    public Task Ended { get; }

    /// <summary>Orders decided and out so far.</summary>
    public long Done => _routers.Select(r => r.Status).Sum(s => s.Allowed + s.Dropped + s.Rejected);

    /// <param name="settings">Which Kafka.</param>
    /// <param name="options">How they work; their names are made from its name.</param>
    /// <param name="count">How many.</param>
    public static RunningRouters Start(KafkaSettings settings, RouterOptions options, int count) => new(settings, options, count);

    /// <summary>Returns when all partitions are held.</summary>
    public async Task UntilAllHeldAsync(int partitions, CancellationToken cancellationToken)
    {
        while (_routers.Sum(r => r.Status.Partitions.Count) < partitions)
        {
            await Task.WhenAny(Ended, Task.Delay(Poll, TimeProvider.System, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (Ended.IsCompleted)
                await Ended;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
