using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Scenarios;

/// <summary>
/// The traffic of the published reference implementation: 10 to 500 shares at $50 to $500, eight symbols, four strategies,
/// accounts 10000 to 99999. With so many accounts no single one comes near a limit.
/// </summary>
internal static class NormalTraffic
{
    public static readonly string[] Symbols = ["AAPL", "GOOGL", "MSFT", "AMZN", "TSLA", "NVDA", "META", "NFLX"];
    private static readonly string[] Strategies = ["ALGO_X", "ALGO_Y", "MANUAL", "SMART_ROUTER"];

    public static IEnumerable<TimedOrder> Orders(DateTimeOffset start, int seed, double perSecond, string? exceptAccount = null)
    {
        var random = new Random(seed);
        var maker = new OrderMaker("ord", start);
        foreach (var due in OrderStreams.Beat(perSecond, TimeSpan.Zero))
        {
            var account = random.Next(10_000, 100_000).ToString(CultureInfo.InvariantCulture);
            if (account == exceptAccount)
                account = "10000";
            yield return maker.Make(
                due, account, Pick(random, Symbols), Side(random), random.Next(10, 501), Price(random, 50, 500), Pick(random, Strategies));
        }
    }

    public static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    public static Side Side(Random random) => random.Next(2) == 0 ? Workflows.Contracts.Side.Buy : Workflows.Contracts.Side.Sell;

    /// <summary>US dollars, in whole cents.</summary>
    public static decimal Price(Random random, int from, int to) => random.Next(from * 100, (to * 100) + 1) / 100m;
}
