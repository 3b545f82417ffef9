using System.Runtime.CompilerServices;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace KillSwitch.Benchmarks.Core;

/// <summary><see cref="DecisionSteps"/>, measured by BenchmarkDotNet in this process.</summary>
internal sealed class StepsBenchmark : IBenchmark
{
    public string Name => "steps";

    public string Describe => "the steps of a decision one by one";

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var artifacts = Directory.CreateTempSubdirectory("killswitch-bench-");
        try
        {
            var config = ManualConfig.CreateEmpty()
                .AddJob((context.Quick ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance))
                .AddDiagnoser(MemoryDiagnoser.Default)
                .WithOptions(ConfigOptions.DisableLogFile)
                .WithArtifactsPath(artifacts.FullName);
            var reports = BenchmarkDotNet.Running.BenchmarkRunner.Run<DecisionSteps>(config).Reports;
            cancellationToken.ThrowIfCancellationRequested();
            var baseline = reports.Single(r => r.BenchmarkCase.Descriptor.Baseline);
            foreach (var report in reports)
                yield return Of(
                    report,
                    ReferenceEquals(report, baseline) ? null : new Baseline("walking an order", baseline.ResultStatistics!.Mean)
                );
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }

    private static Measurement Of(BenchmarkReport report, Baseline? baseline)
    {
        var descriptor = report.BenchmarkCase.Descriptor;
        var mean = report.ResultStatistics?.Mean
            ?? throw new InvalidOperationException($"BenchmarkDotNet has no result for '{descriptor.WorkloadMethodDisplayInfo}'.");
        return new Measurement(
            descriptor.WorkloadMethodDisplayInfo.Trim('\''),
            mean,
            "ns",
            $"BenchmarkDotNet, in process, mean; {report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0} bytes allocated",
            baseline
        );
    }
}
