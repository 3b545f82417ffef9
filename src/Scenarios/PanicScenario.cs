using KillSwitch.Workflows.Detection;

namespace KillSwitch.Scenarios;

/// <summary>
/// One account goes mad and comes to its senses again, while everybody else trades on: fifty orders a second of 500 to
/// 2,000 shares in three symbols, as the published reference implementation has it. A few records are no orders at all.
/// </summary>
public sealed class PanicScenario(ScenarioOptions options) : IOrderScenario
{
    /// <summary>Who goes mad.</summary>
    public const string Account = "12345";

    private const double PanicPerSecond = 50;

    /// <summary>What the account does when calm; one small order a second stays far below every limit.</summary>
    private const double CalmPerSecond = 1;

    private readonly ScenarioOptions _options = options.Validated();

    public string Name => "panic";

    public string Story => $"Many accounts trade. Then account {Account} goes mad: {PanicPerSecond} large orders a second.";

    public DetectionSettings Detection => DetectionSettings.Default;

    public bool Breaches => true;

    public IAsyncEnumerable<TimedOrder> OrdersAsync(DateTimeOffset start, CancellationToken cancellationToken) =>
        OrderStreams.Async(
            OrderStreams.Merge(
                NormalTraffic.Orders(start, _options.Seed, _options.OrdersPerSecond, exceptAccount: Account),
                Mad(start),
                Calm(start),
                MalformedRecords.Orders(start, every: TimeSpan.FromSeconds(2))),
            cancellationToken);

    private IEnumerable<TimedOrder> Mad(DateTimeOffset start)
    {
        var random = new Random(_options.Seed + 1);
        var maker = new OrderMaker("mad", start);
        foreach (var due in OrderStreams.Beat(PanicPerSecond, _options.TroubleAt, _options.TroubleEnd))
        {
            yield return maker.Make(
                due, Account, NormalTraffic.Symbols[random.Next(3)], NormalTraffic.Side(random),
                random.Next(500, 2001), NormalTraffic.Price(random, 100, 300), "ALGO_X");
        }
    }

    private IEnumerable<TimedOrder> Calm(DateTimeOffset start)
    {
        var random = new Random(_options.Seed + 2);
        var maker = new OrderMaker("calm", start);
        foreach (var due in OrderStreams.Beat(CalmPerSecond, TimeSpan.Zero))
        {
            if (due >= _options.TroubleAt && due < _options.TroubleEnd)
                continue;
            yield return maker.Make(
                due, Account, NormalTraffic.Pick(random, NormalTraffic.Symbols), NormalTraffic.Side(random),
                random.Next(1, 11), NormalTraffic.Price(random, 50, 500), "MANUAL");
        }
    }
}
