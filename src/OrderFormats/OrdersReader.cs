using KillSwitch.OrderFormats.Csv;
using KillSwitch.OrderFormats.Fix;
using KillSwitch.OrderFormats.Itch;
using KillSwitch.OrderFormats.Json;
using KillSwitch.OrderFormats.Lobster;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats;

/// <summary>From the bytes of a file to the orders that it says. Pure; what cannot be read is told, and nothing is guessed.</summary>
public static class OrdersReader
{
    /// <param name="bytes">All of it, unpacked and without a byte order mark. They may be changed.</param>
    /// <param name="format">How it is written; not JSON, whose orders are what it says already.</param>
    /// <param name="options">What it does not say.</param>
    /// <exception cref="OrdersFileException">It cannot be read at all, or not without being told more.</exception>
    public static OrdersRead Read(byte[] bytes, OrderFormat format, ReadingOptions options) => format switch
    {
        OrderFormat.Fix => FixReader.Read(bytes, options),
        OrderFormat.Csv => CsvReader.Read(bytes, options),
        OrderFormat.Lobster => LobsterReader.Read(bytes, options),
        OrderFormat.Itch => ItchReader.Read(bytes, options),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format with a reader."),
    };

    /// <summary>The elements of a JSON array, and the line on which each begins.</summary>
    /// <exception cref="OrdersFileException">It is not JSON, or not one array.</exception>
    public static List<(byte[] Element, long Line)> Elements(ReadOnlySpan<byte> json, string fileName) =>
        JsonArray.Elements(json, fileName);
}
