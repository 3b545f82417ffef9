using System.Text.Json;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Json;

/// <summary>Takes an array of orders apart. Each goes on as it is written; what is in it is for others to read.</summary>
internal static class JsonArray
{
    /// <param name="json">The array.</param>
    /// <param name="fileName">For messages.</param>
    /// <returns>Its elements, and the line on which each begins.</returns>
    /// <exception cref="OrdersFileException">It is not JSON, or not one array.</exception>
    public static List<(byte[] Element, long Line)> Elements(ReadOnlySpan<byte> json, string fileName)
    {
        var elements = new List<(byte[], long)>();
        var reader = new Utf8JsonReader(json);
        var (line, counted) = (1L, 0);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                line += json[counted..start].Count((byte)'\n');
                counted = start;
                elements.Add((json[start..(int)reader.BytesConsumed].ToArray(), line));
            }
            // Anything behind it but white space is an error of the JSON.
            reader.Read();
            return elements;
        }
        catch (JsonException e)
        {
            throw new OrdersFileException(
                $"{fileName} begins a JSON array and is not JSON: there is an error on line {(e.LineNumber ?? 0) + 1}. Mend it, or write one order a line.",
                e
            );
        }
    }
}
