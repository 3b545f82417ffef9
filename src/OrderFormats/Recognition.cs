using System.Text;
using KillSwitch.OrderFormats.Csv;
using KillSwitch.OrderFormats.Fix;
using KillSwitch.OrderFormats.Itch;
using KillSwitch.OrderFormats.Lobster;

namespace KillSwitch.OrderFormats;

/// <summary>Says by its beginning how a file is written.</summary>
public static class Recognition
{
    /// <summary>Of so many bytes.</summary>
    public const int Looked = 64 * 1024;

    /// <summary>What stands between the columns of files that have some.</summary>
    private static readonly char[] s_separators = [',', ';', '\t', '|'];

    /// <param name="beginning">The first bytes, unpacked and without a byte order mark.</param>
    /// <param name="hasMapping">Whether the user says which field is which, as nobody need of JSON.</param>
    /// <returns>JSON where it looks like nothing else: whatever it is, it is then refused line by line.</returns>
    public static OrderFormat Of(ReadOnlySpan<byte> beginning, bool hasMapping = false)
    {
        beginning = beginning[..Math.Min(beginning.Length, Looked)];
        var text = beginning.TrimStart(" \t\r\n"u8);
        if (ItchReader.IsBeginning(beginning))
            return OrderFormat.Itch;
        if (text.StartsWith("{"u8) || IsArray(beginning))
            return OrderFormat.Json;
        if (FixFrames.FindBeginning(beginning, 0) >= 0)
            return OrderFormat.Fix;
        var end = text.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Trim();
        if (LobsterReader.IsMessage(line))
            return OrderFormat.Lobster;
        var cells = line.Split(s_separators);
        var isCsv = cells.Length > 1 && (hasMapping || cells.Any(cell => CsvColumns.IsMember(cell.Trim('"'))));
        return isCsv ? OrderFormat.Csv : OrderFormat.Json;
    }

    /// <summary>Whether JSON is an array. A log may begin its lines with a time in brackets, which is none.</summary>
    /// <param name="beginning">The first bytes, unpacked and without a byte order mark.</param>
    public static bool IsArray(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.TrimStart(" \t\r\n"u8);
        if (!text.StartsWith("["u8))
            return false;
        var inside = text[1..].TrimStart(" \t\r\n"u8);
        return inside.IsEmpty || inside[0] is (byte)'{' or (byte)']';
    }
}
