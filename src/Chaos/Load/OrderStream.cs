using System.Globalization;
using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Load;

/// <summary>
/// Orders of an ordinary day, and what real sources send beside them: records that are no orders, without a key, an order id twice, an
/// order twice, one that is too large. The same seed gives the same, but for their times. Not thread-safe.
/// </summary>
internal sealed class OrderStream(int seed, int perSecond, string run)
{
    public static readonly IReadOnlyList<string> Symbols = ["AAPL", "GOOGL", "MSFT", "AMZN", "TSLA", "NVDA", "META", "NFLX"];
    public static readonly IReadOnlyList<string> Strategies = ["ALGO_X", "ALGO_Y", "ALGO_Z", "MANUAL", "SMART_ROUTER", "VWAP"];

    private const double Malformed = 0.01;
    private const double Keyless = 0.005;
    private const double Repeated = 0.01;
    private const double Twice = 0.01;
    private const double Huge = 0.005;

    private static readonly byte[][] NoOrders =
    [
        .. new[]
        {
            """{"order_id":"bad-1","ts":1767366000000,"account_id":"20001","symbol":"AAPL","side":"BUY","qty":-100,"price":187.20,"strategy":"ALGO_X"}""",
            "8=FIX.4.4|35=D|11=bad-2|55=MSFT|54=1|38=100",
            """{"order_id":"bad-3","ts":1767366000000,"account_id":"20003","side":"BUY","qty":100,"price":187.20,"strategy":"ALGO_X"}""",
            """{"order_id":"bad-4","ts":1767366000000,"account_id":"20004","symbol":"TSLA","side":"HOLD","qty":100,"price":187.20,"strategy":"ALGO_X"}""",
            """{"order_id":"bad-5","ts":1767366000000,"account_id":"20005","symbol":"NVDA","si""",
            "", "[]", "null",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe, 0x00],
    ];

    private readonly Random _random = new(seed);
    private readonly Queue<string> _latestIds = new();
    private readonly Queue<(byte[]? Key, byte[] Value)> _latest = new();
    private long _count;

    /// <summary>So many that none of them comes near a limit of the detector.</summary>
    private int Accounts { get; } = Math.Max(600, perSecond * 3);

    /// <summary>The account of the given number, of those that orders name.</summary>
    public static string Account(int number) => (20_000 + number).ToString(CultureInfo.InvariantCulture);

    public (byte[]? Key, byte[] Value) Next(long ts)
    {
        var account = Account(_random.Next(Accounts));
        if (_random.NextDouble() < Malformed)
            return (Bytes(account), NoOrders[_random.Next(NoOrders.Length)]);
        if (_latest.Count > 0 && _random.NextDouble() < Twice)
            return _latest.Peek();
        var qty = _random.NextDouble() < Huge ? LoadLimits.MaxQty + 1 : _random.Next(1, 11);
        var order = Order(NextId(), account, Pick(Symbols), Pick(Strategies), qty, ts);
        var sent = (_random.NextDouble() < Keyless ? null : Bytes(account), order);
        _latest.Enqueue(sent);
        if (_latest.Count > 50)
            _latest.Dequeue();
        return sent;
    }

    /// <summary>One order of an account that has gone mad.</summary>
    public (byte[] Key, byte[] Value) Mad(string account, long ts) =>
        (Bytes(account), Order(NextId(), account, Pick(Symbols), Strategies[0], _random.Next(1, 11), ts));

    private byte[] Order(string id, string account, string symbol, string strategy, int qty, long ts) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Order(
                id,
                ts,
                account,
                symbol,
                _random.Next(2) == 0 ? Side.Buy : Side.Sell,
                qty,
                _random.Next(5_000, 50_001) / 100m,
                strategy
            ),
            ContractsJson.Default.Order
        );

    private string NextId()
    {
        if (_latestIds.Count > 0 && _random.NextDouble() < Repeated)
            return _latestIds.Peek();
        var id = string.Create(CultureInfo.InvariantCulture, $"{run}-{++_count:d7}");
        _latestIds.Enqueue(id);
        if (_latestIds.Count > 50)
            _latestIds.Dequeue();
        return id;
    }

    private string Pick(IReadOnlyList<string> from) => from[_random.Next(from.Count)];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
