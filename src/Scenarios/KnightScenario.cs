using System.Globalization;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Scenarios;

/// <summary>
/// 1 August 2012: eight routers fill the parent orders queued before the open. Seven send each parent's shares and stop;
/// on the eighth old code sends children without end, at the rate derived from the public figures times the scale.
/// </summary>
/// <remarks>
/// Quantities of the parents, the pace of the seven and all prices are chosen here: the public figures do not tell them,
/// and no price may be derived from them. When the trouble is over (the server has been taken back to good code) the
/// eighth goes on like the others.
/// </remarks>
public sealed class KnightScenario(ScenarioOptions options) : IOrderScenario
{
    /// <summary>The router with the old code.</summary>
    public const string Rogue = "SMARS_8";

    /// <summary>Children a second of a router that works. Chosen here.</summary>
    private const double GoodPerSecond = 50;

    private static readonly Lazy<DetectionSettings> Limits = new(() =>
        DetectionSettings.Parse(LimitsText(), "the built-in knight.detection.json")
    );
    private readonly ScenarioOptions _options = options.Validated();

    public string Name => "knight";

    public string Story =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"1 August 2012, at {_options.TimeScale:0.##} times the speed: {KnightFigures.Parents} parent orders wait for the open; {KnightFigures.Routers} routers send their children. On {Rogue} old code sends children without end, {ChildrenPerSecond:N0} a second (derived, linear: {KnightFigures.ExecutionsPerSecond:N0} a second that day, {KnightFigures.SharesPerExecution} shares each)."
        );

    public DetectionSettings Detection => Limits.Value;

    public bool Breaches => true;

    /// <summary>Children a second of the router with the old code.</summary>
    public double ChildrenPerSecond => KnightFigures.ExecutionsPerSecond * _options.TimeScale;

    /// <summary>The parents queued before the open, router by router.</summary>
    public IReadOnlyList<KnightParent> Parents() =>
        [.. Enumerable.Range(0, KnightFigures.Parents).Select(i => KnightParent.Number(i, _options.Seed))];

    public IAsyncEnumerable<TimedOrder> OrdersAsync(DateTimeOffset start, CancellationToken cancellationToken)
    {
        var routers = Enumerable.Range(1, KnightFigures.Routers)
            .Select(number => Router(start, number, number == KnightFigures.Routers ? _options.TroubleEnd : TimeSpan.Zero));
        return OrderStreams.Async(OrderStreams.Merge([PowerPeg(start), .. routers]), cancellationToken);
    }

    private IEnumerable<TimedOrder> PowerPeg(DateTimeOffset start)
    {
        var maker = new OrderMaker("peg", start);
        var random = new Random(_options.Seed + 100);
        var mine = Parents().Where(p => p.Router == Rogue).ToArray();
        var next = 0;
        foreach (var due in OrderStreams.Beat(ChildrenPerSecond, _options.TroubleAt, _options.TroubleEnd))
            yield return mine[next++ % mine.Length].Child(maker, due, random, KnightFigures.SharesPerExecution);
    }

    /// <summary>
    /// A router that works: parent after parent, each filled and then left alone; after those queued before the open, new ones.
    /// </summary>
    private IEnumerable<TimedOrder> Router(DateTimeOffset start, int router, TimeSpan from)
    {
        var maker = new OrderMaker("smars" + router, start);
        var random = new Random(_options.Seed + router);
        using var beat = OrderStreams.Beat(GoodPerSecond * _options.TimeScale, from).GetEnumerator();
        for (var number = router - 1; ; number += KnightFigures.Routers)
        {
            // The rogue's own queue was worked off, many times over, by the old code.
            if (from > TimeSpan.Zero && number < KnightFigures.Parents)
                continue;
            var parent = KnightParent.Number(number, _options.Seed);
            for (var left = parent.Qty; left > 0; left -= KnightFigures.SharesPerExecution)
            {
                beat.MoveNext();
                yield return parent.Child(maker, beat.Current, random, Math.Min(left, KnightFigures.SharesPerExecution));
            }
        }
    }

    private static string LimitsText()
    {
        using var stream = typeof(KnightScenario).Assembly.GetManifestResourceStream("KillSwitch.Scenarios.knight.detection.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
