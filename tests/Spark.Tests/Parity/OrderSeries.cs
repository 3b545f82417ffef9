using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>Makes the orders of one case; each arrives when it is dated, unless said otherwise.</summary>
internal sealed class OrderSeries(DateTimeOffset epoch, string prefix)
{
    private int _count;

    public SentRecord At(
        double second, string? account = null, string? symbol = null, decimal qty = 1, decimal price = 1m, string? strategy = null,
        string? parent = null, decimal? parentQty = null, double? arrives = null, string? id = null,
        Func<Order, Order>? also = null)
    {
        id ??= string.Create(CultureInfo.InvariantCulture, $"{prefix}-{++_count}");
        // A symbol a second time is another one, so that no share is large unless it is meant.
        var order = new Order(
            id, Ms(second), account ?? prefix + "-A", symbol ?? $"{prefix}-{_count % 8}".ToUpperInvariant(), Side.Buy, qty, price,
            strategy ?? (prefix + "-S").ToUpperInvariant(), parent, parentQty);
        return SentRecord.Of(TimeSpan.FromSeconds(arrives ?? second), also is null ? order : also(order));
    }

    /// <summary>Evenly from one second to before another.</summary>
    public static IReadOnlyList<SentRecord> Burst(int count, double from, double to, Func<double, SentRecord> make) =>
        [.. Enumerable.Range(0, count).Select(i => make(from + ((to - from) * i / count)))];

    private long Ms(double second) => epoch.ToUnixTimeMilliseconds() + (long)(second * 1000);
}
