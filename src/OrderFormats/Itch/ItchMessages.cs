using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.OrderFormats.Times;

namespace KillSwitch.OrderFormats.Itch;

/// <summary>What the messages of a day ask for, one after the other.</summary>
internal sealed class ItchMessages(FeedOrder orders, DateOnly day, OrdersRead read)
{
    private const int TimestampAt = 5;
    private const int NumberAt = 11;

    private readonly OpenOrders<FeedOrder.Said> _open = new();
    private readonly OrderDraft _draft = new();

    /// <exception cref="RecordRefusedException">It cannot be made an order.</exception>
    public void Take(ReadOnlySpan<byte> message, long place)
    {
        if (LengthOf(message[0]) is not { } length)
        {
            read.PassOver("other message");
            return;
        }
        if (message.Length != length)
            throw new RecordRefusedException(
                RecordRefusalCode.RecordBroken,
                $"a message of kind {(char)message[0]} has {message.Length} bytes, and must have {length}"
            );
        var number = BinaryPrimitives.ReadUInt64BigEndian(message[NumberAt..]);
        switch ((char)message[0])
        {
            case 'A' or 'F':
                Add(message, number, place);
                break;
            case 'U':
                Replace(message, number, place);
                break;
            case 'X':
                var reduced = _open.Reduce(number, Quantity(message[19..]), out var left);
                var action = left == 0 ? "CANCEL" : "REPLACE";
                Write(message, $"{Text(number)}-{Text(place)}", reduced, left == 0 ? null : left, place, action, number);
                break;
            case 'D':
                Write(message, $"{Text(number)}-{Text(place)}", _open.Remove(number), null, place, "CANCEL", number);
                break;
            default:
                _open.Reduce(number, Quantity(message[19..]), out _);
                read.PassOver("execution");
                break;
        }
    }

    /// <summary>Of those that are about an order; null of all others.</summary>
    private static int? LengthOf(byte kind) => (char)kind switch
    {
        'A' => 36,
        'F' => 40,
        'E' => 31,
        'C' => 36,
        'X' => 23,
        'D' => 19,
        'U' => 35,
        _ => null,
    };

    private void Add(ReadOnlySpan<byte> message, ulong number, long place)
    {
        var isBuy = (char)message[19] switch
        {
            'B' => true,
            'S' => false,
            var other => throw new RecordRefusedException(RecordRefusalCode.ValueUnknown, $"its side is '{Shown.Of($"{other}")}'"),
        };
        var said = new FeedOrder.Said(
            Padded(message.Slice(24, 8)),
            isBuy,
            BinaryPrimitives.ReadUInt32BigEndian(message[32..]),
            message[0] == (byte)'F' ? Padded(message.Slice(36, 4)) : null
        );
        var qty = Quantity(message[20..]);
        _open.Add(number, said, qty);
        Write(message, Text(number), said, qty, place);
    }

    /// <summary>The new one has the old one's symbol, side and firm.</summary>
    private void Replace(ReadOnlySpan<byte> message, ulong number, long place)
    {
        var next = BinaryPrimitives.ReadUInt64BigEndian(message[19..]);
        var said = _open.Remove(number) with { Price = BinaryPrimitives.ReadUInt32BigEndian(message[31..]) };
        var qty = Quantity(message[27..]);
        _open.Add(next, said, qty);
        Write(message, Text(next), said, qty, place, "REPLACE", number);
    }

    private void Write(
        ReadOnlySpan<byte> message,
        string id,
        FeedOrder.Said said,
        long? qty,
        long place,
        string? action = null,
        ulong original = 0
    )
    {
        var nanoseconds = (long)BinaryPrimitives.ReadUInt16BigEndian(message[TimestampAt..]) << 32
            | BinaryPrimitives.ReadUInt32BigEndian(message[(TimestampAt + 2)..]);
        if (nanoseconds >= TimeOfDay.NanosecondsPerDay)
            throw new RecordRefusedException(
                RecordRefusalCode.TimeUnreadable,
                $"its time is {Text(nanoseconds)} ns after midnight, which is another day"
            );
        orders.Write(_draft, id, TimeOfDay.Ms(day, nanoseconds), Text(nanoseconds), said, qty);
        if (action is not null)
            FeedOrder.About(_draft, action, Text(original));
        read.Add(_draft, place);
    }

    private static long Quantity(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32BigEndian(bytes) is > 0 and var shares
            ? shares
            : throw new RecordRefusedException(RecordRefusalCode.ValueUnknown, "it is for no shares");

    private static string Padded(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text).TrimEnd(' ');

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
