using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Scenarios;

/// <summary>A customer's order that a router is to fill with children.</summary>
/// <param name="Id">Unique in a run.</param>
/// <param name="Account">The customer.</param>
/// <param name="Symbol">One of as many as were hit that day, with made-up names.</param>
/// <param name="Side">BUY or SELL.</param>
/// <param name="Qty">Shares asked for: 500 to 3,000, chosen here.</param>
/// <param name="Router">The router that fills it.</param>
public sealed record KnightParent(string Id, string Account, string Symbol, Side Side, long Qty, string Router)
{
    internal static KnightParent Number(int number, int seed)
    {
        var random = new Random(HashCode(seed, number));
        return new KnightParent(
            string.Create(CultureInfo.InvariantCulture, $"parent-{number + 1:d4}"),
            random.Next(10_000, 100_000).ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"STK{(number % KnightFigures.Stocks) + 1:d3}"),
            NormalTraffic.Side(random),
            random.Next(5, 31) * 100,
            string.Create(CultureInfo.InvariantCulture, $"SMARS_{(number % KnightFigures.Routers) + 1}"));
    }

    internal TimedOrder Child(OrderMaker maker, TimeSpan due, Random random, long shares) =>
        maker.Make(due, Account, Symbol, Side, shares, NormalTraffic.Price(random, 50, 500), Router, Id, Qty);

    /// <summary>The same on every run, which System.HashCode is not.</summary>
    private static int HashCode(int seed, int number) => unchecked((seed * 1_000_003) ^ (number * 7919));
}
