using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>Reads the values of an order's members, each from the token the reader stands on.</summary>
/// <remarks>Each returns what is wrong with the value, to follow the member's name, or null.</remarks>
internal static class OrderValues
{
    private const string MustBeText = "must be a text";

    /// <summary>As many characters as always fit a long.</summary>
    private const int ShortNumber = 18;

    /// <param name="reader">On the value.</param>
    /// <param name="id">UTF-8.</param>
    /// <param name="inJson">As it is written between quotes.</param>
    public static string? ReadId(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> id, out ReadOnlySpan<byte> inJson)
    {
        id = inJson = default;
        if (reader.TokenType != JsonTokenType.String)
            return MustBeText;
        // What nearly every id is, and a character each byte of it.
        if (reader.ValueSpan.Length is > 0 and <= OrderParser.MaxOrderIdLength && !reader.ValueSpan.ContainsAnyExcept(JsonText.Plain))
        {
            id = inJson = reader.ValueSpan;
            return null;
        }
        var text = reader.GetString()!;
        if (text.Length is 0 or > OrderParser.MaxOrderIdLength)
            return $"has {text.Length} characters; it must have 1 to {OrderParser.MaxOrderIdLength}";
        foreach (var c in text)
        {
            // It is printed in terminals and logs, where a control character could rewrite what an operator reads.
            if (char.IsControl(c))
                return "has a control character";
        }
        id = Encoding.UTF8.GetBytes(text);
        inJson = JsonText.Escape(text);
        return null;
    }

    public static string? ReadScopeValue(scoped ref Utf8JsonReader reader, bool upper, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String)
            return MustBeText;
        value = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        if (!Scope.IsValue(value))
            return $"must be 1 to {Scope.MaxValueLength} letters, digits or . _ - / @, or no kill could name it";
        if (upper && value.ContainsAnyInRange((byte)'a', (byte)'z'))
        {
            var uppered = value.ToArray();
            Ascii.ToUpperInPlace(uppered, out _);
            value = uppered;
        }
        return null;
    }

    public static string? ReadLong(scoped ref Utf8JsonReader reader, long min, long max, out long value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out value))
            return "must be a whole number";
        return value < min || value > max ? $"is {value}; it must be {min} to {max}" : null;
    }

    public static string? ReadPrice(scoped ref Utf8JsonReader reader, out decimal price)
    {
        price = 0;
        if (reader.TokenType != JsonTokenType.Number || !(TryReadShort(reader.ValueSpan, out price) || reader.TryGetDecimal(out price)))
            return "must be a number";
        return price is <= 0 or > OrderParser.MaxPrice ? $"is {price}; it must be above 0 and at most {OrderParser.MaxPrice}" : null;
    }

    /// <summary>
    /// What nearly every price is: up to 18 digits, and a point among them. The general reading takes several times as long.
    /// </summary>
    private static bool TryReadShort(ReadOnlySpan<byte> number, out decimal value)
    {
        value = 0;
        if (number.Length > ShortNumber)
            return false;
        long digits = 0;
        var scale = -1;
        foreach (var c in number)
        {
            if (c == '.')
                scale = 0;
            else if (!char.IsAsciiDigit((char)c))
                return false;
            else
            {
                digits = (digits * 10) + (c - '0');
                scale += scale < 0 ? 0 : 1;
            }
        }
        value = new decimal((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)Math.Max(scale, 0));
        return true;
    }

    public static string? ReadSide(scoped ref Utf8JsonReader reader, out Side side)
    {
        side = Side.Buy;
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueTextEquals("BUY"u8))
                return null;
            side = Side.Sell;
            if (reader.ValueTextEquals("SELL"u8))
                return null;
        }
        return "must be \"BUY\" or \"SELL\"";
    }
}
