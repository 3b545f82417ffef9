using KillSwitch.Benchmarks.Core;
using KillSwitch.Benchmarks.Detection;
using KillSwitch.Benchmarks.State;

namespace KillSwitch.Benchmarks.Tests;

public sealed class BenchmarkRunnerTests
{
    private static readonly BenchmarkContext Quick = new(Quick: true, KafkaHome: null, _ => { });

    [Fact]
    public async Task Run_WhatNeedsNoKafka_GivesFiguresThatAreNumbers()
    {
        var results = await BenchmarkRunner.RunAsync(
            [new CoreBenchmark(), new FoldBenchmark(), new DetectorBenchmark()],
            Quick,
            CancellationToken.None
        );

        Assert.Equal(["core", "fold", "detector"], results.Select(r => r.Name));
        Assert.All(results, r => Assert.Null(r.Missing));
        Assert.All(results, r => Assert.NotEmpty(r.Measurements));
        Assert.All(results.SelectMany(r => r.Measurements), m => Assert.True(double.IsFinite(m.Value) && m.Value > 0, m.ToString()));
    }

    [Fact]
    public async Task Run_WhatNeedsKafkaWithoutOne_IsSkippedAndSaysWhatToDo()
    {
        var result = Assert.Single(await BenchmarkRunner.RunAsync([new StateBenchmark()], Quick, CancellationToken.None));

        Assert.Contains("KAFKA_HOME", result.Missing, StringComparison.Ordinal);
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
