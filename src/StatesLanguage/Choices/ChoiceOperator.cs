using System.Globalization;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Choices;

/// <summary>The comparison operators of JSONPath's Choice rules. A value of another type than the operator's does not match.</summary>
internal sealed record ChoiceOperator(string Name, Func<JsonElement, JsonElement, bool> Test)
{
    public const string IsPresent = "IsPresent";

    private static readonly Dictionary<string, ChoiceOperator> Operators = All().ToDictionary(o => o.Name, StringComparer.Ordinal);

    /// <summary>Every field that names one.</summary>
    public static IEnumerable<string> Fields =>
        Operators.Keys.Concat(Operators.Keys.Select(name => name + "Path").Where(name => Find(name, out _) is not null));

    /// <summary>The operator a field names; with <c>Path</c> at its end the value is looked up.</summary>
    public static ChoiceOperator? Find(string field, out bool byPath)
    {
        byPath = false;
        if (Operators.TryGetValue(field, out var found))
            return found;
        byPath = field.EndsWith("Path", StringComparison.Ordinal);
        return
            byPath
            && Operators.TryGetValue(field[..^4], out found)
            && !found.Name.StartsWith("Is", StringComparison.Ordinal)
            && found.Name != "StringMatches"
            ? found
            : null;
    }

    private static IEnumerable<ChoiceOperator> All()
    {
        yield return new("BooleanEquals", (l, r) => IsBool(l) && IsBool(r) && l.ValueKind == r.ValueKind);
        foreach (var (suffix, holds) in Orders())
        {
            yield return new("Numeric" + suffix, (l, r) =>
                l.ValueKind == JsonValueKind.Number && r.ValueKind == JsonValueKind.Number && holds(Number(l).CompareTo(Number(r)))
            );
            yield return new("String" + suffix, (l, r) =>
                l.ValueKind == JsonValueKind.String
                && r.ValueKind == JsonValueKind.String
                && holds(string.CompareOrdinal(l.GetString(), r.GetString()))
            );
            yield return new("Timestamp" + suffix, (l, r) =>
                Timestamp(l) is { } left && Timestamp(r) is { } right && holds(left.CompareTo(right))
            );
        }
        yield return new("StringMatches", (l, r) =>
            l.ValueKind == JsonValueKind.String && r.ValueKind == JsonValueKind.String && Wildcard.Matches(l.GetString()!, r.GetString()!)
        );
        yield return new(IsPresent, (_, r) => r.GetBoolean());
        yield return Is("IsNull", v => v.ValueKind == JsonValueKind.Null);
        yield return Is("IsNumeric", v => v.ValueKind == JsonValueKind.Number);
        yield return Is("IsString", v => v.ValueKind == JsonValueKind.String);
        yield return Is("IsBoolean", IsBool);
        yield return Is("IsTimestamp", v => Timestamp(v) is not null);
    }

    private static IEnumerable<(string Suffix, Func<int, bool> Holds)> Orders() =>
    [
        ("Equals", c => c == 0),
        ("LessThan", c => c < 0),
        ("GreaterThan", c => c > 0),
        ("LessThanEquals", c => c <= 0),
        ("GreaterThanEquals", c => c >= 0),
    ];

    private static ChoiceOperator Is(string name, Func<JsonElement, bool> test) => new(name, (l, r) => test(l) == r.GetBoolean());

    private static bool IsBool(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static double Number(JsonElement value) => double.Parse(value.GetRawText(), CultureInfo.InvariantCulture);

    private static DateTimeOffset? Timestamp(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Rfc3339.TryParse(value.GetString()!, out var time) ? time : null;
}
