using System.Text.Json;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>
/// The fields that an object of a definition may have, each once: in both query languages, and in one of them only. Any other would be
/// ignored, so it is refused, as the service does.
/// </summary>
internal sealed class FieldSet(
    IEnumerable<string> both,
    IEnumerable<string>? jsonPath = null,
    IEnumerable<string>? jsonata = null
)
{
    private readonly HashSet<string> _both = new(both, StringComparer.Ordinal);
    private readonly HashSet<string> _jsonPath = new(jsonPath ?? [], StringComparer.Ordinal);
    private readonly HashSet<string> _jsonata = new(jsonata ?? [], StringComparer.Ordinal);

    /// <summary>Notes every field of the object that is not among them.</summary>
    public void Check(Fields fields, QueryLanguage language)
    {
        if (fields.Value.ValueKind != JsonValueKind.Object)
            return;
        var (own, foreign) = language == QueryLanguage.JsonPath ? (_jsonPath, _jsonata) : (_jsonata, _jsonPath);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in fields.Value.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                fields.Wrong($"Field '{member.Name}' stands twice: one of them would have no effect");
            else if (foreign.Contains(member.Name))
                fields.Wrong(
                    $"The QueryLanguage is set to '{Name(language)}', but field '{member.Name}' is only supported for the '{Name(Other(language))}' QueryLanguage"
                );
            else if (!_both.Contains(member.Name) && !own.Contains(member.Name))
                fields.Wrong($"Field '{member.Name}' is not supported");
        }
    }

    public static string Name(QueryLanguage language) => language == QueryLanguage.JsonPath ? "JSONPath" : "JSONata";

    private static QueryLanguage Other(QueryLanguage language) =>
        language == QueryLanguage.JsonPath ? QueryLanguage.Jsonata : QueryLanguage.JsonPath;
}
