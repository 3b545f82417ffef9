using KillSwitch.Benchmarks.Against;
using KillSwitch.Benchmarks.Core;
using KillSwitch.Benchmarks.Detection;
using KillSwitch.Benchmarks.OrdersIn;
using KillSwitch.Benchmarks.Spark;
using KillSwitch.Benchmarks.State;

namespace KillSwitch.Benchmarks.Tests;

public sealed class BenchmarkRunnerTests
{
    private static readonly BenchmarkContext Quick = new(Quick: true, KafkaHome: null, SparkHome: null, null, _ => { });

    [Fact]
    public async Task Run_WhatNeedsNoKafka_GivesFiguresThatAreNumbers()
    {
        var results = await BenchmarkRunner.RunAsync(
            [new CoreBenchmark(), new StepsBenchmark(), new FoldBenchmark(), new OrdersInBenchmark(), new DetectorBenchmark()],
            Quick,
            CancellationToken.None
        );

        Assert.Equal(["core", "steps", "fold", "orders-in", "detector"], results.Select(r => r.Name));
        Assert.All(results, r => Assert.Null(r.Missing));
        Assert.All(results, r => Assert.NotEmpty(r.Measurements));
        var figures = results.SelectMany(r => r.Measurements).ToList();
        Assert.All(figures, m => Assert.True(double.IsFinite(m.Value) && m.Value > 0, m.ToString()));
        // So that figures of two builds can be compared.
        Assert.All(figures, m => Assert.True(Direction.IsHigherBetter(m.Unit) is not null, m.ToString()));
        Assert.All(figures.Where(m => m.Aim is not null), m => Assert.Equal(m.Aim!.IsFloor, Direction.IsHigherBetter(m.Unit)));
    }

    [Fact]
    public async Task Run_WhatNeedsKafkaWithoutOne_IsSkippedAndSaysWhatToDo()
    {
        var result = Assert.Single(await BenchmarkRunner.RunAsync([new StateBenchmark()], Quick, CancellationToken.None));

        Assert.Contains("KAFKA_HOME", result.Missing, StringComparison.Ordinal);
        Assert.False(result.Failed);
    }

    [Fact]
    public async Task Run_WhatNeedsSparkWithoutOne_IsSkippedAndSaysWhatToDo()
    {
        var kafkaOnly = Quick with { KafkaHome = "/opt/kafka" };
        var result = Assert.Single(await BenchmarkRunner.RunAsync([new SparkBenchmark()], kafkaOnly, CancellationToken.None));

        Assert.Contains("SPARK_HOME", result.Missing, StringComparison.Ordinal);
        Assert.False(result.Failed);
    }

    [Fact]
    public async Task Run_Stopped_KeepsWhatItHas()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Empty(await BenchmarkRunner.RunAsync([new CoreBenchmark()], Quick, stop.Token));
    }
}
