using System.Globalization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Workflows.Tests.Detection;

/// <summary>Orders for tests: at a second of the day that begins at <see cref="Epoch"/>, which lies on a window's border.</summary>
internal static class MadeOrders
{
    public const long Epoch = 1_343_827_800_000; // 2012-08-01 13:30:00Z

    private static int _last;

    public static Order At(
        double second, string account = "A1", string symbol = "AAPL", long qty = 1, decimal price = 1m, string strategy = "S1",
        string? parent = null, long? parentQty = null) => new(
        "o" + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture),
        Epoch + (long)(second * 1000), account, symbol, Side.Buy, qty, price, strategy, parent, parentQty);

    /// <summary>Evenly from one second to before another.</summary>
    public static IEnumerable<Order> Burst(int count, double from, double to, Func<double, Order> make) =>
        Enumerable.Range(0, count).Select(i => make(from + ((to - from) * i / count)));

    /// <summary>All detections, each order having arrived at its own time.</summary>
    public static List<Detected> Run(this Detector detector, IEnumerable<Order> orders) =>
        [.. orders.SelectMany(o => detector.Observe(o, o.Ts, Trace(o)))];

    public static string Trace(Order order) => "00-trace-of-" + order.OrderId;
}
