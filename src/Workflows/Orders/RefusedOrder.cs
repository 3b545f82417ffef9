using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Orders;

/// <summary>
/// Which order bytes speak of that are none, where they show it: for whoever looks for it in the audit. Nothing is guessed: an id that is
/// there twice, or in another case, or among bytes that cannot be read, is not shown.
/// </summary>
public static class RefusedOrder
{
    private const byte FixDelimiter = 1;
    private const byte FixDelimiterInLogs = (byte)'|';

    /// <param name="bytes">A record of <c>orders.v1</c> that was refused.</param>
    /// <returns>The id as it is written between quotes in JSON; empty where none is shown.</returns>
    public static ReadOnlySpan<byte> IdInJson(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > OrderParser.MaxBytes || !Utf8.IsValid(bytes))
            return [];
        try
        {
            return bytes.StartsWith("8=FIX"u8) ? InFix(bytes) : InJson(bytes);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>An object that breaks off shows what stands before the break; one with anything else wrong shows nothing.</summary>
    private static ReadOnlySpan<byte> InJson(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return [];
        ReadOnlySpan<byte> found = [];
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            if (OrderField.Find(ref reader, after: -1, out var lookalike) != OrderField.OrderId)
                continue;
            if (lookalike || !found.IsEmpty || !reader.Read() || OrderValues.ReadId(ref reader, out _, out found) is not null)
                return [];
        }
        return found;
    }

    /// <summary>A FIX message's client order id, tag 11; its fields end in SOH, or in | where it was copied from a log.</summary>
    private static ReadOnlySpan<byte> InFix(ReadOnlySpan<byte> bytes)
    {
        var delimiter = bytes.Contains(FixDelimiter) ? FixDelimiter : FixDelimiterInLogs;
        string? id = null;
        foreach (var range in bytes.TrimEnd(delimiter).Split(delimiter))
        {
            var field = bytes[range];
            var equals = field.IndexOf((byte)'=');
            if (equals < 1 || field[..equals].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return [];
            if (!field[..equals].SequenceEqual("11"u8))
                continue;
            if (id is not null)
                return [];
            id = Encoding.UTF8.GetString(field[(equals + 1)..]);
        }
        return id is { Length: > 0 and <= OrderParser.MaxOrderIdLength } && !id.Any(char.IsControl) ? JsonText.Escape(id) : [];
    }
}
