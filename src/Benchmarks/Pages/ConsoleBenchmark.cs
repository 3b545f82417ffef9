using System.Runtime.CompilerServices;

namespace KillSwitch.Benchmarks.Pages;

/// <summary>What the console costs the process that serves it, and how long a browser takes for what is large.</summary>
internal sealed class ConsoleBenchmark : IBenchmark
{
    public string Name => "console";

    public string Describe => "the console: its server's processor time at 10,000 decisions a second; an execution of 25,000 events in Chromium";

    public bool NeedsKafka => true;

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var measurement in new OpenOverview(context).MeasureAsync(cancellationToken))
            yield return measurement;
        await foreach (var measurement in new LargePages(context).MeasureAsync(cancellationToken))
            yield return measurement;
    }
}
