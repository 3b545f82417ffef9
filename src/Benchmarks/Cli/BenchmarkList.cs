using KillSwitch.Benchmarks.Core;
using KillSwitch.Benchmarks.Detection;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Idle;
using KillSwitch.Benchmarks.Kills;
using KillSwitch.Benchmarks.OrdersIn;
using KillSwitch.Benchmarks.Pages;
using KillSwitch.Benchmarks.Spark;
using KillSwitch.Benchmarks.State;

namespace KillSwitch.Benchmarks.Cli;

/// <summary>All benchmarks, in the order in which they are run: the parts before the whole.</summary>
internal static class BenchmarkList
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new IdleBenchmark(),
        new CoreBenchmark(),
        new StepsBenchmark(),
        new FoldBenchmark(),
        new StateBenchmark(),
        new OrdersInBenchmark(),
        new DetectorBenchmark(),
        new SparkBenchmark(),
        new FlowBenchmark(),
        new LatencyBenchmark(),
        new BatchesBenchmark(),
        new KillsBenchmark(),
        new ConsoleBenchmark(),
    ];
}
