using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Report;

namespace KillSwitch.Benchmarks.Soak;

/// <summary>What a soak found, so far or whole.</summary>
/// <param name="Date">When it began, in UTC.</param>
/// <param name="Machine">Where.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="MaximumPerSecond">The most orders a second that the whole sustained at the beginning; null where the rate was
/// given.</param>
/// <param name="RatePerSecond">The rate of the soak.</param>
/// <param name="Samples">One a minute.</param>
/// <param name="Troubles">What went wrong meanwhile, in words; empty on a good run.</param>
internal sealed record SoakResult(
    DateTimeOffset Date,
    Machine Machine,
    SoakOptions Options,
    double? MaximumPerSecond,
    double RatePerSecond,
    IReadOnlyList<SoakSample> Samples,
    IReadOnlyList<string> Troubles)
{
    /// <summary>
    /// Memory may settle by a seventh and 16 MiB, as garbage collectors do; a leak of 1 MiB a minute is well beyond that in an
    /// hour.
    /// </summary>
    private static readonly Tolerance Memory = new(0.15, 16);
    private static readonly Tolerance Handles = new(0.05, 8);
    private static readonly Tolerance Threads = new(0.05, 4);
    private static readonly Tolerance Median = new(0.5, 10);
    private static readonly Tolerance Tail = new(1, 50);

    /// <summary>What was compared, first quarter with last.</summary>
    public IReadOnlyList<Growth> Growths =>
    [
        .. (Samples.Count == 0 ? [] : Samples[0].Processes).SelectMany(p => OfProcess(p.Name)).OfType<Growth>(),
        .. ((Growth?[])
        [
            // A second's worth of orders on their way is no backlog.
            Growth.Of("lag, all partitions (orders)", [.. Samples.Select(s => (double)s.Lag.Sum())], new Tolerance(0.5, RatePerSecond)),
            Growth.Of("order in → gated readable p50 (ms)", [.. Samples.Select(s => s.Latency.P50)], Median),
            Growth.Of("order in → gated readable p99 (ms)", [.. Samples.Select(s => s.Latency.P99)], Tail),
            Growth.Of(
                "command → state published (ms)",
                [.. Samples.Select(s => s.CommandToPublishedInMs).OfType<long>().Select(ms => (double)ms)],
                Tail
            ),
        ]).OfType<Growth>(),
    ];

    public bool Grows => Growths.Any(g => g.Grows);

    public LatencySpread CommandToPublished =>
        LatencySpread.Of(Samples.Select(s => s.CommandToPublishedInMs).OfType<long>().Select(ms => (double)ms));

    public LatencySpread PublishedToLastAllowed =>
        LatencySpread.Of(Samples.Select(s => s.PublishedToLastAllowedInMs).OfType<long>().Select(ms => (double)ms));

    private IEnumerable<Growth?> OfProcess(string name)
    {
        var samples = Samples.Select(s => s.Processes.FirstOrDefault(p => p.Name == name)).OfType<ProcessSample>().ToList();
        yield return Growth.Of($"{name}: resident memory (MiB)", [.. samples.Select(p => p.ResidentInMiB)], Memory);
        yield return Growth.Of($"{name}: open handles", [.. samples.Select(p => (double)p.Handles)], Handles);
        yield return Growth.Of($"{name}: threads", [.. samples.Select(p => (double)p.Threads)], Threads);
    }
}
