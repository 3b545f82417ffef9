using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Scenarios;

/// <summary>
/// Makes records out of orders. Ids carry the start, so that two runs against one Kafka do not share any.
/// </summary>
/// <param name="stream">Tells the streams of one scenario apart; part of every id.</param>
/// <param name="start">When the scenario begins.</param>
internal sealed class OrderMaker(string stream, DateTimeOffset start)
{
    private readonly long _startMs = start.ToUnixTimeMilliseconds();
    private long _count;

    public TimedOrder Make(
        TimeSpan due,
        string account,
        string symbol,
        Side side,
        long qty,
        decimal price,
        string strategy,
        string? parentId = null,
        long? parentQty = null
    )
    {
        var id = NextId();
        var order = new Order(id, _startMs + (long)due.TotalMilliseconds, account, symbol, side, qty, price, strategy, parentId, parentQty);
        return new TimedOrder(due, account, JsonSerializer.SerializeToUtf8Bytes(order, ContractsJson.Default.Order), TraceOf(id));
    }

    /// <summary>A record as it is, order or not.</summary>
    public TimedOrder Raw(TimeSpan due, string key, byte[] value) => new(due, key, value, TraceOf(NextId()));

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{stream}-{_startMs:x}-{++_count:d6}");

    private static string TraceOf(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id), hash);
        var trace = Convert.ToHexStringLower(hash[..16]);
        var span = BinaryPrimitives.ReadUInt64BigEndian(hash[16..]);
        return string.Create(CultureInfo.InvariantCulture, $"00-{trace}-{span:x16}-01");
    }
}
