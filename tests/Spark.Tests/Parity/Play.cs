using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>All cases on one time line, in acts: an act begins when everything of the one before has been measured.</summary>
/// <param name="Epoch">When it begins; on a window's border.</param>
/// <param name="Cases">The cases.</param>
/// <param name="Acts">Their records with the markers that tell when each act is over.</param>
internal sealed record Play(DateTimeOffset Epoch, IReadOnlyList<ParityCase> Cases, IReadOnlyList<Act> Acts)
{
    /// <summary>What prices.v1 says before anything begins.</summary>
    public IReadOnlyList<(string Key, byte[]? Value)> Prices => ParityPrices.At(Epoch);

    /// <summary>A scope that people restored before anything began, and when.</summary>
    public (Scope Scope, long At) RestoredOnce => (Scope.Account("quiet-A"), Epoch.ToUnixTimeMilliseconds() - 1);

    /// <summary>Two, because Spark moves its watermark between micro-batches, and lets in what was late only since the last.</summary>
    private const int MarkersPerAct = 2;

    public static async Task<Play> WriteAsync(DateTimeOffset epoch)
    {
        var cases = await ParityCases.AllAsync(epoch);
        var acts = new List<Act>();
        var last = epoch.ToUnixTimeMilliseconds();
        foreach (var act in cases.GroupBy(c => c.Act).OrderBy(a => a.Key))
        {
            var records = act.SelectMany(c => c.Records).OrderBy(r => r.Arrives).Select(r => Arriving(r, Next(r.Arrives))).ToList();
            var marker = new OrderSeries(epoch, "marker-" + act.Key);
            var second = (last - epoch.ToUnixTimeMilliseconds()) / 1000.0;
            var markers = Enumerable.Range(0, MarkersPerAct)
                .Select(i => marker.At(second, account: $"marker-{act.Key}-{i}", qty: 20_000, price: 100m))
                .Select(r => Arriving(r, Next(r.Arrives)))
                .ToList();
            acts.Add(new Act(records, markers, [.. act.Select(c => c.RestoredBefore).OfType<(Scope, TimeSpan)>()]));
        }
        return new Play(epoch, cases, acts);

        // No two arrive at once, so that which comes first is no matter of partitions.
        long Next(TimeSpan arrives) => last = Math.Max(last + 1, (epoch + arrives).ToUnixTimeMilliseconds());
    }

    private static ArrivingRecord Arriving(SentRecord record, long at) => new(at, record.Key, record.Value);
}

/// <param name="Records">In the order of their arrival.</param>
/// <param name="Markers">Each crosses a limit of its own.</param>
/// <param name="Restored">The scopes that people restore before the act, and when their ACTIVEs come.</param>
internal sealed record Act(
    IReadOnlyList<ArrivingRecord> Records,
    IReadOnlyList<ArrivingRecord> Markers,
    IReadOnlyList<(Scope Scope, TimeSpan At)> Restored
);

/// <param name="Ts">Kafka's timestamp of the record, Unix ms.</param>
/// <param name="Key">The account.</param>
/// <param name="Value">Its bytes.</param>
internal sealed record ArrivingRecord(long Ts, string Key, byte[]? Value);
