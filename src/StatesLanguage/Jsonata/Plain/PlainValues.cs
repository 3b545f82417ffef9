using System.Text.Json;

namespace KillSwitch.StatesLanguage.Jsonata.Plain;

/// <summary>
/// Values that JSONata hands on as they are. The reference holds them as JavaScript does: it rounds numbers, writes them its own way,
/// sorts members whose names are numbers, keeps one of two of the same name, and unpacks lists.
/// </summary>
internal static class PlainValues
{
    /// <summary>Of a value that is handed on. Larger ones are rare, and a question more does not matter beside them.</summary>
    private const int MostCharacters = 65_536;

    /// <summary>Integers of that many digits are exact as a double, and so are sums of two.</summary>
    private const int MostDigits = 15;

    /// <summary>The value as the reference would write it; null where it might write, or give, another.</summary>
    public static JsonElement? AsJsonataGives(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return null;
        var text = value.GetRawText();
        if (text.Length > MostCharacters || text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.Contains('\\') || !IsKept(value))
            return null;
        return Json.Compact(value);
    }

    private static bool IsKept(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => IsPlainInteger(value.GetRawText()),
        JsonValueKind.Array => value.EnumerateArray().All(IsKept),
        JsonValueKind.Object => AreKept(value),
        _ => true,
    };

    private static bool AreKept(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!IsPlainName(member.Name) || !names.Add(member.Name) || !IsKept(member.Value))
                return false;
        }
        return true;
    }

    /// <summary>No number, whose member JavaScript puts first, and none of those that JavaScript gives a meaning of its own.</summary>
    private static bool IsPlainName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name[0] != '_';

    private static bool IsPlainInteger(string digits) =>
        digits.Length <= MostDigits && digits.All(char.IsAsciiDigit) && (digits.Length == 1 || digits[0] != '0');
}
