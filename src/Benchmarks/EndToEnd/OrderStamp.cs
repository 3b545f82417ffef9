using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// What a measured order's id tells: when it was due to be sent, by this machine's monotonic clock, and which tag it carries. The router
/// passes an order on byte for byte, and its audit has the id as key, so any process of the machine can tell its age without a look-up.
/// </summary>
/// <param name="DueAt">In ticks of <see cref="Stopwatch"/>.</param>
/// <param name="Tag">0, or the kill that this order is to be caught by.</param>
internal readonly record struct OrderStamp(long DueAt, int Tag)
{
    private const int TimeDigits = 16;
    private const int TagDigits = 8;
    private const int Length = TimeDigits + TagDigits;
    private static readonly int ValuePrefix = Encoding.UTF8.GetByteCount("{\"order_id\":\"");

    /// <param name="number">Makes the id one of its own.</param>
    public string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"{DueAt:x16}{Tag:x8}-{number:x}");

    /// <summary>From an order's bytes, or null where they are not of this making.</summary>
    public static OrderStamp? OfOrder(ReadOnlySpan<byte> value) => value.Length > ValuePrefix ? OfId(value[ValuePrefix..]) : null;

    /// <summary>From an order's id, or null where it is not of this making.</summary>
    public static OrderStamp? OfId(ReadOnlySpan<byte> id) =>
        id.Length >= Length
        && Utf8Parser.TryParse(id[..TimeDigits], out long due, out var used, 'x') && used == TimeDigits
        && Utf8Parser.TryParse(id.Slice(TimeDigits, TagDigits), out int tag, out used, 'x') && used == TagDigits
            ? new OrderStamp(due, tag)
            : null;
}
