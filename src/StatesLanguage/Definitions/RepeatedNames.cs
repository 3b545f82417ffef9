using System.Text.Json;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>
/// Names that an object of a payload says twice: <c>a</c> and <c>a</c>, or, in JSONPath, <c>a</c> and <c>a.$</c>, which become the same.
/// </summary>
internal static class RepeatedNames
{
    /// <summary>The first, however deep it stands; null where there is none.</summary>
    public static string? FirstIn(JsonElement value, QueryLanguage language) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().GroupBy(m => Name(m, language)).FirstOrDefault(g => g.Count() > 1)?.Key
            ?? value.EnumerateObject().Select(m => FirstIn(m.Value, language)).FirstOrDefault(n => n is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(item => FirstIn(item, language)).FirstOrDefault(n => n is not null),
        _ => null,
    };

    private static string Name(JsonProperty member, QueryLanguage language) =>
        language == QueryLanguage.JsonPath && member.Name.EndsWith(".$", StringComparison.Ordinal) ? member.Name[..^2] : member.Name;
}
