using System.Diagnostics;
using System.Runtime.CompilerServices;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Soak;
using KillSwitch.Local.Stack;

namespace KillSwitch.Benchmarks.Idle;

/// <summary>What <c>./run local</c> costs while nothing happens, and how soon a consumer of its broker has a record all the same.</summary>
internal sealed class IdleBenchmark : IBenchmark
{
    private const string Embedded = "./run local on its embedded broker; it has been ready for a minute, and nobody asks or sends";

    private const string WithNode = $"{Embedded}; with its Node processes";

    public string Name => "idle";

    public string Describe => "an idle ./run local: processor time, threads; produce → consume through its embedded broker";

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (!Directory.Exists("/proc/self"))
            throw new PlatformNotSupportedException("What a process costs is read from /proc, which only Linux has.");
        var folder = Directory.CreateTempSubdirectory("killswitch-idle-").FullName;
        try
        {
            await using var stack = await StackProcess.StartWholeAsync(folder, cancellationToken);
            context.Say("it is ready; what is compiled and rehearsed at first is let be done");
            await Task.Delay(
                context.Time(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2)),
                TimeProvider.System,
                cancellationToken
            );
            var family = ProcessFamily.Of(stack.Id);
            var (before, began) = (family.ProcessorTime(), Stopwatch.GetTimestamp());
            await Task.Delay(
                context.Time(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2)),
                TimeProvider.System,
                cancellationToken
            );
            var share = 100 * (family.ProcessorTime() - before) / Stopwatch.GetElapsedTime(began);
            var threads = ProcessSample.Of("stack", stack.Id).Threads;
            yield return new Measurement("processor time", share, "% of a core", WithNode, Aim: Aim.AtMost(3));
            yield return new Measurement("threads", threads, "threads", Embedded, Aim: Aim.AtMost(60));

            var bootstrap = new EndpointsFile(new DataDirectory(folder), TimeProvider.System).Read().Bootstrap!;
            var times = await BrokerHops.MeasureAsync(bootstrap, context.Amount(300, 10), cancellationToken);
            yield return new Measurement(
                "produce → consume, p50",
                Rounds.Percentile(times, 0.5),
                "ms",
                "one record every 50 ms, produced and consumed by one process beside the idle stack; the consumer waits 100 ms a fetch"
            );
            yield return new Measurement("produce → consume, p99", Rounds.Percentile(times, 0.99), "ms", "the same records");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
