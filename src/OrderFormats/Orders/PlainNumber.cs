using KillSwitch.Workflows.Orders;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>
/// Decimals as programs write them, as text: no digit is lost, as a number in binary would lose it.
/// </summary>
internal static class PlainNumber
{
    /// <summary>
    /// The same number as JSON has it: no zeros before it, and a digit on either side of the point (<c>007.50</c> is <c>7.50</c>,
    /// <c>.5</c> is <c>0.5</c>, <c>5.</c> is <c>5</c>).
    /// </summary>
    /// <returns>False where it is no such number: a plus, an exponent, marks of thousands, more than 28 digits.</returns>
    public static bool TryNormalise(string text, out string number)
    {
        number = text;
        var sign = text.StartsWith('-') ? "-" : "";
        var digits = text.AsSpan(sign.Length);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var rest = point < 0 ? [] : digits[(point + 1)..];
        if (whole.Length + rest.Length == 0 || !AreDigits(whole) || !AreDigits(rest))
            return false;
        whole = whole.TrimStart('0');
        if (whole.Length + rest.Length > OrderParser.MaxDigits)
            return false;
        if (!IsPlain(text))
            number = $"{sign}{(whole.IsEmpty ? "0" : whole)}{(rest.IsEmpty ? "" : ".")}{rest}";
        return true;
    }

    /// <summary>Whether it can stand in JSON as it is.</summary>
    public static bool IsPlain(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        return !whole.IsEmpty
            && AreDigits(whole)
            && (whole.Length == 1 || whole[0] != '0')
            && (point < 0 || (point + 1 < digits.Length && AreDigits(digits[(point + 1)..])));
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
