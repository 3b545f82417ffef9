using System.Diagnostics;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Local.Stack.Spark;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Benchmarks.Spark;

/// <summary>The job that is measured, and what it says of its micro-batches.</summary>
internal sealed class StartedJob : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly List<SparkBatch> _batches = [];
    private SparkJob _job = null!;

    private StartedJob()
    {
    }

    /// <summary>How long it took until its queries ran.</summary>
    public TimeSpan Started { get; private set; }

    public SparkJob Job => _job;

    public static async Task<StartedJob> StartAsync(
        BenchBroker broker,
        string folder,
        BenchmarkContext context,
        string? directory,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        var work = broker.Folder(folder);
        var settings = Path.Combine(work, "detection.json");
        // All orders of the load are of few symbols and strategies: these have no limits, but for children.
        await File.WriteAllTextAsync(
            settings,
            (DetectionSettings.Default with
            {
                Symbol = new ScopeRules(new OrderRateRule(1_000_000_000), new NotionalRule(1e15m)),
                Strategy = new ScopeRules(
                    new OrderRateRule(1_000_000_000), new NotionalRule(1e15m), null, DetectionSettings.Default.Strategy.ChildOverParent),
            }).ToJson(),
            cancellationToken: cancellationToken
        );
        context.Say("  starting Spark");
        var started = new StartedJob();
        var began = Stopwatch.GetTimestamp();
        started._job = await SparkJob.StartAsync(
            broker.Settings.Bootstrap,
            work,
            ["--detection", settings, .. arguments],
            started.Take,
            directory,
            cancellationToken: cancellationToken
        );
        await started._job.UntilItRunsAsync(TimeProvider.System, cancellationToken);
        started.Started = Stopwatch.GetElapsedTime(began);
        return started;
    }

    /// <summary>Returns when it has read the orders up to there.</summary>
    /// <returns>Of the micro-batches since <see cref="Forget"/>: how many records, and how long they took together.</returns>
    public async Task<(long Rows, TimeSpan Took)> UntilReadAsync(IReadOnlyList<long> ends, CancellationToken cancellationToken)
    {
        while (_job.Latest is not { } latest || ends.Where((end, p) => end > 0 && latest.Ends.ElementAtOrDefault(p) < end).Any())
        {
            if (_job.Ended.IsCompleted)
                throw new InvalidOperationException($"Spark ended. It said:\n{_job.Tail()}");
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
        lock (_lock)
        {
            var read = _batches.Where(b => b.Rows > 0).ToList();
            return (read.Sum(b => b.Rows), TimeSpan.FromMilliseconds(read.Sum(b => b.TotalMs)));
        }
    }

    /// <summary>What came before is not of what is measured next.</summary>
    public void Forget()
    {
        _ = _job.Latest;
        lock (_lock)
            _batches.Clear();
    }

    /// <summary>What its micro-batches took, part by part, since <see cref="Forget"/>.</summary>
    public IEnumerable<Measurement> Measurements(string when)
    {
        _ = _job.Latest;
        List<SparkBatch> batches;
        lock (_lock)
            batches = [.. _batches.Where(b => b.Rows > 0)];
        if (batches.Count == 0)
            yield break;
        foreach (var part in batches.SelectMany(b => b.TookMs.Keys).Distinct().Order(StringComparer.Ordinal))
            yield return new Measurement(
                $"micro-batch, {part}", Rounds.Median([.. batches.Select(b => (double)b.TookMs.GetValueOrDefault(part))]), "ms",
                $"median of {batches.Count} {when}"
            );
        var last = batches[^1];
        yield return new Measurement(
            "memory of a group",
            (double)last.Bytes / Math.Max(1, last.Groups),
            "bytes/group",
            $"{last.Groups:N0} groups {when}",
            Aim: Aim.AtMost(500)
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_job is not null)
            await _job.DisposeAsync();
    }

    private void Take(SparkBatch batch)
    {
        lock (_lock)
            _batches.Add(batch);
    }
}
