using System.Globalization;
using System.Runtime.CompilerServices;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Benchmarks.Spark;

/// <summary>
/// The detection on a local Spark of two cores: how soon a breach has its command, under load and whatever has gone before.
/// </summary>
internal sealed class SparkBenchmark : IBenchmark
{
    private const int Partitions = 3;
    private const int Accounts = 100_000;
    private const int Cores = 2;
    private const int OrdinaryRate = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>By their senders' word, so that records can be a day old.</summary>
    private static readonly IReadOnlyList<TopicSpec> Specs =
        [.. Topics.All.Select(t => t with { TimedByBroker = t.Name == Topics.Orders })];

    public string Name => "spark";

    public string Describe => "the detection on Apache Spark: breach → command under load and beside full topics, backlog, memory, start";

    public bool NeedsKafka => true;

    public bool NeedsSpark => true;

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var broker = await BenchBroker.StartAsync(context.KafkaHome!, cancellationToken);
        await broker.RenewAsync(Specs, Partitions, cancellationToken);
        double? other = null;
        if (context.OtherSpark is { } directory)
            other = await OtherAsync(broker, directory, context, cancellationToken);
        await foreach (var measurement in UnderLoadAsync(broker, other, context, cancellationToken))
            yield return measurement;
        await foreach (var measurement in BesideFullTopicsAsync(broker, context, cancellationToken))
            yield return measurement;
        await foreach (var measurement in BacklogAsync(broker, context, cancellationToken))
            yield return measurement;
    }

    private static async IAsyncEnumerable<Measurement> UnderLoadAsync(
        BenchBroker broker,
        double? other,
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var job = await StartedJob.StartAsync(broker, "spark", context, null, cancellationToken);
        yield return new Measurement(
            "start → watching", job.Started.TotalSeconds, "s", "its Java compiled and its rehearsal included", Aim: Aim.AtMost(15)
        );
        await using var watch = await CommandWatch.StartAsync(broker.Clients);
        using var drill = new BreachDrill(broker.Clients, watch, job, "spark");
        var first = await drill.RunAsync(1, TimeSpan.Zero, context.Say, cancellationToken);
        yield return new Measurement("first breach → command", first.Values.First()[0], "ms", "of a job that has measured no order yet");
        foreach (var rate in new[] { OrdinaryRate, 10 * OrdinaryRate })
        {
            await using var load = await LoadAsync(broker, rate, context, cancellationToken);
            job.Forget();
            var times = await drill.RunAsync(context.Amount(40, 3), Pause, context.Say, cancellationToken);
            var conditions = $"beside {rate:N0} orders/s of {Accounts:N0} accounts, {Partitions} partitions";
            foreach (var measurement in Of(times, conditions, rate == OrdinaryRate ? other : null))
                yield return measurement;
            foreach (var measurement in job.Measurements($"at {rate:N0} orders/s"))
                yield return measurement;
            if (rate != OrdinaryRate)
                continue;
            var again = await drill.AfterARestoreAsync(context.Amount(40, 4), Pause, cancellationToken);
            foreach (var measurement in Of("mad again after a restore", again, conditions))
                yield return measurement;
        }
    }

    /// <returns>The median, over all rules, of the detection in another build's folder.</returns>
    private static async Task<double> OtherAsync(
        BenchBroker broker,
        string directory,
        BenchmarkContext context,
        CancellationToken cancellationToken
    )
    {
        context.Say($"  the detection of {directory}");
        await using var job = await StartedJob.StartAsync(broker, "other", context, directory, cancellationToken);
        await using var watch = await CommandWatch.StartAsync(broker.Clients);
        using var drill = new BreachDrill(broker.Clients, watch, job, "other");
        await using var load = await LoadAsync(broker, OrdinaryRate, context, cancellationToken);
        var times = new List<double>();
        try
        {
            for (var round = 0; round < context.Amount(3, 1); round++)
                times.AddRange((await drill.RunAsync(1, Pause, context.Say, cancellationToken)).Values.SelectMany(t => t));
        }
        // It ended, or has fallen too far behind.
        catch (Exception ended) when (times.Count > 0 && (ended is InvalidOperationException or TimeoutException))
        {
            context.Say($"  after {times.Count} breaches: {ended.Message.Split('\n')[0]}");
        }
        return Rounds.Median(times);
    }

    private static async IAsyncEnumerable<Measurement> BesideFullTopicsAsync(
        BenchBroker broker,
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var count = context.Amount(1_000_000, 10_000);
        context.Say($"  {count:N0} scopes in the state topic, as many kills in the commands' topic");
        await FullTopics.FillAsync(broker.Clients, count, cancellationToken);
        await using var job = await StartedJob.StartAsync(broker, "full", context, null, cancellationToken);
        await using var watch = await CommandWatch.StartAsync(broker.Clients);
        using var drill = new BreachDrill(broker.Clients, watch, job, "full");
        await using var load = await LoadAsync(broker, OrdinaryRate, context, cancellationToken);
        var times = await drill.RunAsync(context.Amount(20, 2), Pause, context.Say, cancellationToken);
        var all = times.Values.SelectMany(t => t).ToList();
        foreach (var measurement in Of($"breach beside {count:N0} scopes and kills", all, $"{OrdinaryRate:N0} orders/s"))
            yield return measurement;
    }

    private static async IAsyncEnumerable<Measurement> BacklogAsync(
        BenchBroker broker,
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var count = context.Amount(1_000_000, 20_000);
        context.Say($"  a backlog of {count:N0} orders");
        await broker.RenewAsync(Specs, Partitions, cancellationToken);
        await using var watch = await CommandWatch.StartAsync(broker.Clients);
        var breaches = Enumerable
            .Range(0, 5)
            .Select(i => Breach.Of(RuleNames.Notional, string.Create(CultureInfo.InvariantCulture, $"BACK-{i}"), 1))
            .ToList();
        foreach (var breach in breaches)
        {
            BreachDrill.Send(broker.Clients, breach);
            await Preload.OrdersAsync(broker.Clients, count / breaches.Count, Partitions, cancellationToken);
        }
        var ends = await new TopicReader(broker.Settings).EndsAsync(Topics.Orders);
        await using var job = await StartedJob.StartAsync(
            broker,
            "backlog",
            context,
            null,
            cancellationToken,
            "--set",
            "starting_offsets=earliest",
            "--set",
            "restores_since=0",
            "--set",
            // As by default, in parts of a tenth.
            $"max_orders_per_batch={count / 10}"
        );
        var (rows, took) = await job.UntilReadAsync(ends, cancellationToken);
        if (watch.Scopes != breaches.Count)
            throw new InvalidOperationException($"{breaches.Count} accounts crossed a limit in the backlog, and {watch.Scopes} were killed.");
        var commanded = breaches.Select(b => watch.Of(b.Scope).At).ToList();
        if (!commanded.SequenceEqual(commanded.Order()))
            throw new InvalidOperationException("The breaches of the backlog were not commanded in the order in which they happened.");
        var rate = rows / took.TotalSeconds;
        yield return new Measurement(
            "a backlog, for each core",
            rate / Cores,
            "orders/s",
            $"{rows:N0} orders of 20,000 accounts, by the time of its micro-batches, the first ones included; {breaches.Count} breaches in it, commanded first to last",
            Aim: Aim.AtLeast(20_000)
        );
        yield return new Measurement(
            "the same, of an hour's pace", rate, "orders/s", "all cores", new Baseline("its pace", OrdinaryRate), Aim.RatioAtLeast(20)
        );
    }

    private static async Task<PacedOrders> LoadAsync(
        BenchBroker broker,
        int rate,
        BenchmarkContext context,
        CancellationToken cancellationToken
    )
    {
        context.Say($"  {rate:N0} orders a second of {Accounts:N0} accounts");
        var load = PacedOrders.Start(broker.Clients, new Pace(rate), Accounts);
        await Task.Delay(context.Time(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5)), TimeProvider.System, cancellationToken);
        return load;
    }

    private static IEnumerable<Measurement> Of(IReadOnlyDictionary<string, List<double>> times, string conditions, double? other) =>
        times.SelectMany(rule => Of(rule.Key, rule.Value, conditions, other));

    private static IEnumerable<Measurement> Of(string what, List<double> times, string conditions, double? other = null)
    {
        var baseline = other is { } before ? new Baseline("the other build, all rules", before) : null;
        yield return new Measurement(
            $"{what} → command, p50", Rounds.Median(times), "ms", $"{times.Count} breaches {conditions}", baseline, Aim.AtMost(500)
        );
        yield return new Measurement($"{what} → command, p99", Rounds.Percentile(times, 0.99), "ms", "as above", Aim: Aim.AtMost(1_000));
    }
}
