using System.Runtime.InteropServices;
using System.Text;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>Reads the log of a FIX session: 4.0 to 5.0 SP2, as the engines write it or with marks in place of SOH.</summary>
internal static class FixReader
{
    /// <summary>A message that should be an order, found in a first pass over the log.</summary>
    private readonly record struct Found(FixFrame Frame, string Sender, long Line);

    /// <param name="bytes">The log. It may be changed.</param>
    /// <param name="options">What the log does not say.</param>
    /// <exception cref="OrdersFileException">Whose orders are meant is not clear, or the mapping is not usable.</exception>
    public static OrdersRead Read(byte[] bytes, ReadingOptions options)
    {
        var log = FixSeparator.Restored(bytes);
        var read = new OrdersRead("line", options.Traced);
        var orders = new FixOrders(options);
        var found = Find(log, read);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var order in found)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, order.Sender, out _)++;
        var senders = FixSenders.Chosen(counts, options);
        var (fields, draft, repeats) = (new FixFields(), new OrderDraft(), new FixRepeats());
        foreach (var (frame, sender, line) in found)
        {
            if (senders is not null && !senders.Contains(sender))
            {
                read.PassOver("order of another sender");
                continue;
            }
            try
            {
                Take(log, frame, fields, repeats, orders, draft, read, line);
            }
            catch (RecordRefusedException why)
            {
                read.Refuse(why, line);
            }
        }
        return read;
    }

    private static void Take(
        byte[] log,
        FixFrame frame,
        FixFields fields,
        FixRepeats repeats,
        FixOrders orders,
        OrderDraft draft,
        OrdersRead read,
        long line
    )
    {
        if (fields.Read(log, frame.Body, frame.BodyEnd) is { } why)
            throw new RecordRefusedException(RecordRefusalCode.RecordBroken, why);
        var message = new FixMessage(log, fields);
        if (FixKind.UnsaidOrder(message.Bytes(FixTags.MsgType)) is { } unsaid)
            throw new RecordRefusedException(RecordRefusalCode.ValueUnknown, $"it is {unsaid}; new orders (D), cancels (F) and replacements (G) are read");
        if (repeats.WasThere(message))
        {
            read.PassOver("the same order again");
            return;
        }
        orders.Write(message, log.AsSpan(frame.Before..frame.Start), draft);
        read.Add(draft, line);
    }

    private static List<Found> Find(ReadOnlySpan<byte> log, OrdersRead read)
    {
        var found = new List<Found>();
        var senders = new RecentTexts(Encoding.Latin1);
        var (line, counted) = (1L, 0);
        var at = 0;
        for (; FixFrames.TryNext(log, at, out var frame); at = frame.End)
        {
            if (FixFrames.HoldsAnEnd(log[at..frame.Start]))
                read.Refuse(Headless(), line);
            line += log[counted..frame.Start].Count((byte)'\n');
            counted = frame.Start;
            if (frame.Fault != FixFault.None)
            {
                read.Refuse(Broken(frame.Fault), line);
                continue;
            }
            var type = ValueOf(log[frame.Body..frame.BodyEnd], "35="u8);
            if (FixKind.IsOrder(type) || FixKind.UnsaidOrder(type) is not null)
                found.Add(new Found(frame, senders.Of(ValueOf(log[frame.Body..frame.BodyEnd], "49="u8)), line));
            else
                read.PassOver(FixKind.Name(type));
        }
        if (FixFrames.HoldsAnEnd(log[at..]))
            read.Refuse(Headless(), line);
        return found;
    }

    private static RecordRefusedException Headless() =>
        new(RecordRefusalCode.RecordBroken, "the end of a message stands there without its beginning");

    /// <summary>Of a field that stands in the header, before anything that could hold its like.</summary>
    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> body, ReadOnlySpan<byte> tag)
    {
        while (!body.IsEmpty)
        {
            var end = body.IndexOf(FixSeparator.Soh);
            if (end < 0)
                break;
            if (body.StartsWith(tag))
                return body[tag.Length..end];
            body = body[(end + 1)..];
        }
        return [];
    }

    private static RecordRefusedException Broken(FixFault fault) => fault switch
    {
        FixFault.Length => new(
            RecordRefusalCode.RecordBroken,
            "a message does not end where its BodyLength (9) says: it was changed after it was written, or a part of it is missing"
        ),
        FixFault.CutOff => new(RecordRefusalCode.RecordBroken, "the log ends within a message"),
        FixFault.Checksum => new(
            RecordRefusalCode.ChecksumWrong,
            "a message's bytes do not add up to its CheckSum (10): it was changed after it was written"
        ),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No fault."),
    };
}
