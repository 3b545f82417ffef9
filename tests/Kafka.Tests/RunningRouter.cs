using KillSwitch.Kafka.Routing;

namespace KillSwitch.Kafka.Tests;

/// <summary>A router on its own threads; disposing stops it and passes on what it died of.</summary>
internal sealed class RunningRouter : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public RunningRouter(KafkaSettings settings, RouterOptions options, Func<int, IDelivery, IDelivery>? around = null)
    {
        Router = new Router(settings, options, TimeProvider.System) { Around = around ?? ((_, d) => d) };
        _run = Router.RunAsync(_stop.Token);
    }

    public Router Router { get; }

    /// <summary>Waits until the status is as wanted, or the router died.</summary>
    public async Task UntilAsync(Func<RouterStatus, bool> condition)
    {
        using var deadline = new CancellationTokenSource(Flow.Deadline);
        while (!condition(Router.Status))
        {
            if (_run.IsCompleted)
                await _run;
            Assert.False(
                deadline.IsCancellationRequested,
                $"the router did not get there within {Flow.Deadline.TotalSeconds} s; it is {Router.Status}"
            );
            await Task.WhenAny(_run, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }
}
