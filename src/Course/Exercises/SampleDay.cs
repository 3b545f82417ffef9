using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Course.Exercises;

/// <summary>
/// Three minutes of orders: 20 a second of many accounts in eight symbols; and the same with one symbol that goes mad after a minute,
/// with 30 small orders a second more, no two soon after each other of one account. Always the same orders.
/// </summary>
internal static class SampleDay
{
    /// <summary>A symbol that goes mad has to be killed within so many seconds.</summary>
    public const int MostSeconds = 20;

    private const int Accounts = 20_000;
    private const int Seconds = 180;
    private const int TroubleAt = 60;
    private const int PerSecond = 20;
    private const int MadPerSecond = 30;

    private static readonly long s_startTs = new DateTimeOffset(2026, 1, 2, 14, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly string[] s_strategies = ["ALGO_X", "ALGO_Y", "MANUAL", "SMART_ROUTER"];

    public static IReadOnlyList<string> Symbols { get; } = ["AAPL", "GOOGL", "MSFT", "AMZN", "TSLA", "NVDA", "META", "NFLX"];

    /// <summary>When the symbol goes mad, Unix ms.</summary>
    public static long TroubleTs => s_startTs + (TroubleAt * 1000);

    public static IEnumerable<Order> Ordinary() => Of("");

    public static IEnumerable<Order> WithMad(string symbol) => Of(symbol);

    private static IEnumerable<Order> Of(string mad)
    {
        var random = new Random(2);
        var number = 0;
        for (var second = 0; second < Seconds; second++)
        {
            var more = mad.Length > 0 && second >= TroubleAt ? MadPerSecond : 0;
            for (var i = 0; i < PerSecond + more; i++)
            {
                var isMad = i >= PerSecond;
                yield return new Order(
                    string.Create(CultureInfo.InvariantCulture, $"day-{++number:d5}"),
                    s_startTs + (second * 1000) + (i * 1000 / (PerSecond + more)),
                    random.Next(10_000, 10_000 + Accounts).ToString(CultureInfo.InvariantCulture),
                    isMad ? mad : Symbols[random.Next(Symbols.Count)],
                    random.Next(2) == 0 ? Side.Buy : Side.Sell,
                    isMad ? 1 : random.Next(10, 501),
                    random.Next(5_000, 50_001) / 100m,
                    s_strategies[random.Next(s_strategies.Length)]
                );
            }
        }
    }
}
