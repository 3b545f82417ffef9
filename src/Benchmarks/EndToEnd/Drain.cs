using System.Diagnostics;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>Measures how fast a heap of orders in <c>orders.v1</c> is worked off, by routers or by the loop that only copies.</summary>
/// <param name="broker">Holds the orders.</param>
/// <param name="total">How many orders there are.</param>
/// <param name="partitions">Of each topic.</param>
internal sealed class Drain(BenchBroker broker, long total, int partitions)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Nothing done for so long is a failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly IReadOnlyList<TopicSpec> Outputs = [.. Topics.All.Where(t => t.Name != Topics.Orders)];

    /// <summary>Has them worked off.</summary>
    /// <param name="options">How they work; their names are made from its name.</param>
    /// <param name="routers">How many, in this process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Drained> ByRoutersAsync(RouterOptions options, int routers, CancellationToken cancellationToken)
    {
        await broker.RenewAsync(Outputs, partitions, cancellationToken);
        await using var running = RunningRouters.Start(broker.Settings, options, routers);
        return await MeasureAsync(() => running.Done, running.Ended, cancellationToken);
    }

    /// <summary>
    /// As <see cref="ByRoutersAsync"/>, by one <see cref="CopyLoop"/> on each partition, each on a thread of its own as in a
    /// router.
    /// </summary>
    public async Task<Drained> ByCopyingAsync(RouterOptions options, CancellationToken cancellationToken)
    {
        await broker.RenewAsync(Outputs, partitions, cancellationToken);
        var loops = Enumerable.Range(0, partitions).Select(p => new CopyLoop(broker.Clients, options, p)).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.WhenAll(loops.Select(l => DedicatedThread.RunAsync(() => l.Run(stop.Token))));
        try
        {
            return await MeasureAsync(() => loops.Sum(l => l.Copied), running, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            loops.ForEach(l => l.Dispose());
        }
    }

    private async Task<Drained> MeasureAsync(Func<long> done, Task running, CancellationToken cancellationToken)
    {
        var rate = new DrainRate(total);
        var (began, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (last, moved) = (0L, began);
        while (last < total)
        {
            await Task.WhenAny(running, Task.Delay(Step, TimeProvider.System, cancellationToken));
            if (running.IsCompleted)
                await running;
            cancellationToken.ThrowIfCancellationRequested();
            var now = done();
            if (now > last)
                moved = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(moved) > Patience)
                throw new TimeoutException($"{last} of {total} orders were worked off, then none for {Patience.TotalSeconds:0} s.");
            last = now;
            rate.Sample(Stopwatch.GetElapsedTime(began), now);
        }
        return new Drained(rate.PerSecond, (Environment.CpuUsage.TotalTime - busy).TotalMicroseconds / total);
    }
}
