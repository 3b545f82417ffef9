using System.Globalization;
using System.Text;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.OrderFormats.Times;

namespace KillSwitch.OrderFormats.Lobster;

/// <summary>
/// Reads a message file of LOBSTER: a line a message, without a header: seconds since midnight in New York, kind, order, shares, price
/// in ten-thousandths, side. Symbol and day are in its name: <c>AAPL_2012-06-21_34200000_57600000_message_50.csv</c>.
/// </summary>
internal static class LobsterReader
{
    private const int Columns = 6;
    private const int NanosecondDigits = 9;

    /// <exception cref="OrdersFileException">Its symbol or its day is not known.</exception>
    public static OrdersRead Read(ReadOnlySpan<byte> bytes, ReadingOptions options)
    {
        var day = FeedOrder.DayOf(options, DayIn);
        var symbol = options.Mapping.Of(OrderMembers.Symbol)?.Always
            ?? SymbolIn(Path.GetFileName(options.FileName))
            ?? throw new OrdersFileException(
                $"{options.FileName} has messages of one symbol, and its name does not say which. Say it with --mapping FILE.json, as in {{\"symbol\":{{\"always\":\"AAPL\"}}}}."
            );
        var read = new OrdersRead("line", options.Traced);
        var messages = new LobsterMessages(new FeedOrder(options, "LOBSTER"), symbol, read);
        var place = 0L;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            place++;
            var line = bytes[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
                continue;
            try
            {
                messages.Take(Parsed(line, day), place);
            }
            catch (RecordRefusedException why)
            {
                read.Refuse(why, place);
            }
        }
        return read;
    }

    /// <summary>Whether a line is one of such a file.</summary>
    public static bool IsMessage(ReadOnlySpan<char> line)
    {
        var parts = line.ToString().Split(',');
        return parts.Length == Columns
            && parts[0].Contains('.')
            && parts.All(part => PlainNumber.TryNormalise(part, out _));
    }

    private static LobsterMessage Parsed(ReadOnlySpan<byte> line, DateOnly day)
    {
        var parts = Encoding.Latin1.GetString(line).Split(',');
        if (parts.Length != Columns)
            throw Broken($"it has {parts.Length} columns, and must have {Columns}");
        var time = parts[0];
        var point = time.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : time[(point + 1)..];
        if (
            fraction.Length > NanosecondDigits
            || !long.TryParse(
                (point < 0 ? time : time[..point]) + fraction.PadRight(NanosecondDigits, '0'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var nanoseconds
            )
            || nanoseconds >= TimeOfDay.NanosecondsPerDay
        )
            throw new RecordRefusedException(
                RecordRefusalCode.TimeUnreadable,
                $"its time is '{Shown.Of(time)}', and must be seconds since midnight"
            );
        return new LobsterMessage(
            TimeOfDay.Ms(day, nanoseconds),
            time,
            (int)Number(parts[1], "kind", 0, 9),
            (ulong)Number(parts[2], "order", 0, long.MaxValue),
            Number(parts[3], "number of shares", -1, int.MaxValue),
            Number(parts[4], "price", long.MinValue, long.MaxValue),
            Number(parts[5], "side", -1, 1)
        );
    }

    private static long Number(string text, string what, long min, long max) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Broken($"its {what} is '{Shown.Of(text)}'");

    private static string? SymbolIn(string name) => DayIn(name) is null ? null : name[..name.IndexOf('_', StringComparison.Ordinal)];

    private static DateOnly? DayIn(string name) =>
        name.Split('_') is [{ Length: > 0 }, var day, ..]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static RecordRefusedException Broken(string why) => new(RecordRefusalCode.RecordBroken, why);
}
