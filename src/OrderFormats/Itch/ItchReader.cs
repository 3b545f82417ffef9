using System.Buffers.Binary;
using System.Globalization;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Itch;

/// <summary>
/// Reads a day of NASDAQ TotalView-ITCH 5.0: before each message its length, in two bytes. The day is in its name
/// (<c>S112726-v50.txt</c>, <c>11272026.NASDAQ_ITCH50</c>).
/// </summary>
internal static class ItchReader
{
    private const int LengthBytes = 2;

    /// <summary>Of the message that begins each file: a system event.</summary>
    private const int SystemEventBytes = 12;

    private static readonly string[] s_days = ["MMddyyyy", "MMddyy"];

    /// <exception cref="OrdersFileException">Its day is not known.</exception>
    public static OrdersRead Read(ReadOnlySpan<byte> bytes, ReadingOptions options)
    {
        var day = FeedOrder.DayOf(options, DayIn);
        var read = new OrdersRead("record", options.Traced);
        var messages = new ItchMessages(new FeedOrder(options, "ITCH"), day, read);
        for (var place = 1L; !bytes.IsEmpty; place++)
        {
            var length = bytes.Length < LengthBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes);
            if (length == 0 || bytes.Length < LengthBytes + length)
            {
                // Where the next one would begin is not known.
                read.Refusals.Add(RecordRefusalCode.RecordBroken, $"the file ends within a message, or this is none: {bytes.Length} bytes are not read.", place);
                break;
            }
            try
            {
                messages.Take(bytes.Slice(LengthBytes, length), place);
            }
            catch (RecordRefusedException why)
            {
                read.Refuse(why, place);
            }
            bytes = bytes[(LengthBytes + length)..];
        }
        return read;
    }

    /// <summary>Whether a file begins so.</summary>
    public static bool IsBeginning(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= LengthBytes + SystemEventBytes
        && BinaryPrimitives.ReadUInt16BigEndian(bytes) == SystemEventBytes
        && bytes[LengthBytes] == (byte)'S';

    private static DateOnly? DayIn(string name)
    {
        var digits = name.TrimStart('S');
        foreach (var form in s_days)
        {
            if (
                digits.Length > form.Length
                && !char.IsAsciiDigit(digits[form.Length])
                && DateOnly.TryParseExact(digits[..form.Length], form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            )
                return day;
        }
        return null;
    }
}
