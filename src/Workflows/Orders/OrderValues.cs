using System.Globalization;
using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Orders;

/// <summary>Reads the values of an order's members, each from the token the reader stands on.</summary>
/// <remarks>Each returns what is wrong with the value, to follow the member's name, or null.</remarks>
internal static class OrderValues
{
    private const string MustBeText = "must be a text";
    private const string MustBeNumber = "must be a number";

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

    /// <summary>What a scope, other than a symbol's, can name.</summary>
    public static string? ReadName(scoped ref Utf8JsonReader reader, bool upper, out ReadOnlySpan<byte> value)
    {
        if (!TryText(ref reader, out value))
            return MustBeText;
        if (!Scope.IsName(value))
            return $"must be 1 to {Scope.MaxValueLength} letters, digits or . _ - / @, or no kill could name it";
        if (upper && value.ContainsAnyInRange((byte)'a', (byte)'z'))
        {
            var uppered = value.ToArray();
            Ascii.ToUpperInPlace(uppered, out _);
            value = uppered;
        }
        return null;
    }

    public static string? ReadSymbol(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> value)
    {
        if (!TryText(ref reader, out value))
            return MustBeText;
        if (!SymbolName.IsValid(value))
            return $"must be 1 to {Scope.MaxValueLength} {SymbolName.Characters}, or no kill could name it";
        value = SymbolName.Normalised(value);
        return null;
    }

    /// <summary>Unix milliseconds. What counts in anything else is told so, rather than taken for another time.</summary>
    public static string? ReadTs(scoped ref Utf8JsonReader reader, out long ts)
    {
        ts = 0;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out ts))
            return "must be a whole number: the milliseconds since 1970 (UTC)";
        return ts switch
        {
            < OrderParser.MinTs => $"is {ts}; it must be milliseconds since 1970, and that would be before March 1973. Seconds? Multiply by 1000",
            > OrderParser.MaxTs => $"is {ts}; it must be milliseconds since 1970, up to {OrderParser.MaxTs}. Micro- or nanoseconds? Divide",
            _ => null,
        };
    }

    public static string? ReadQty(scoped ref Utf8JsonReader reader, out decimal qty)
    {
        if (!TryNumber(ref reader, out qty))
            return MustBeNumber;
        if (qty is <= 0 or > OrderParser.MaxQty)
            return $"is {qty}; it must be above 0 and at most {OrderParser.MaxQty}";
        return qty.Scale > OrderParser.QtyDecimals && qty != Math.Round(qty, OrderParser.QtyDecimals)
            ? $"is {qty}; it may have {OrderParser.QtyDecimals} decimal places"
            : null;
    }

    /// <summary>Whether it may be zero or less depends on the order.</summary>
    public static string? ReadPrice(scoped ref Utf8JsonReader reader, out decimal price)
    {
        if (!TryNumber(ref reader, out price))
            return MustBeNumber;
        return price is < -OrderParser.MaxPrice or > OrderParser.MaxPrice
            ? $"is {price}; it must be above 0 and at most {OrderParser.MaxPrice}"
            : null;
    }

    public static string? ReadMultiplier(scoped ref Utf8JsonReader reader, out decimal multiplier)
    {
        if (!TryNumber(ref reader, out multiplier))
            return MustBeNumber;
        return multiplier is <= 0 or > OrderParser.MaxMultiplier
            ? $"is {multiplier}; it must be above 0 and at most {OrderParser.MaxMultiplier}"
            : null;
    }

    /// <summary>Upper-cased.</summary>
    public static string? ReadCurrency(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> value)
    {
        var why = ReadName(ref reader, upper: true, out value);
        return why is null && value.Length == 3 && !value.ContainsAnyExceptInRange((byte)'A', (byte)'Z')
            ? null
            : "must be three letters, as USD (ISO 4217)";
    }

    private static bool TryText(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (reader.TokenType != JsonTokenType.String)
            return false;
        text = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        return true;
    }

    /// <summary>
    /// A JSON number, or the same as text, as programs write it that would lose digits otherwise; then without an exponent, and nothing
    /// that one reader takes for a number and another does not: no plus, no zeros before it.
    /// </summary>
    private static bool TryNumber(scoped ref Utf8JsonReader reader, out decimal value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Number)
            return TryShort(reader.ValueSpan, out value) || IsHeldWhole(reader.ValueSpan) && reader.TryGetDecimal(out value);
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !IsPlainNumber(reader.ValueSpan))
            return false;
        return TryShort(reader.ValueSpan, out value)
            || IsHeldWhole(reader.ValueSpan) && decimal.TryParse(
                reader.ValueSpan,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out value
            );
    }

    /// <summary>Whether no digit of it would be lost: readers round in ways of their own.</summary>
    private static bool IsHeldWhole(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        var digits = (exponent < 0 ? number : number[..exponent]).TrimStart("-0."u8);
        return digits.Length - (digits.Contains((byte)'.') ? 1 : 0) <= OrderParser.MaxDigits;
    }

    private static bool IsPlainNumber(ReadOnlySpan<byte> text)
    {
        var digits = text.StartsWith("-"u8) ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        return IsDigits(whole)
            && (whole.Length == 1 || whole[0] != '0')
            && (point < 0 || IsDigits(digits[(point + 1)..]));
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>
    /// What nearly every number is: up to 18 digits, and a point among them. The general reading takes several times as long.
    /// </summary>
    private static bool TryShort(ReadOnlySpan<byte> number, out decimal value)
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
}
