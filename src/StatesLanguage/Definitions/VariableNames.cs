using System.Text.Json;
using KillSwitch.StatesLanguage.Jsonata;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Whether Assign is in the form of its query language: each member names a variable.</summary>
internal static class VariableNames
{
    private const string Reserved = "states";

    public static void Check(Fields fields, JsonElement assign, QueryLanguage language)
    {
        foreach (var member in assign.EnumerateObject())
        {
            var name = language == QueryLanguage.JsonPath && member.Name.EndsWith(".$", StringComparison.Ordinal)
                ? member.Name[..^2]
                : member.Name;
            if (!IsName(name))
                fields.Wrong(
                    $"'{name}' is no name of a variable: it must be a letter or '_' and then letters, digits or '_', at most {Limits.NameLength} characters, and not '{Reserved}'",
                    "Assign"
                );
            if (language == QueryLanguage.JsonPath && ExpressionIn(member.Value) is { } expression)
                fields.Wrong(
                    $"The QueryLanguage is set to 'JSONPath', but '{expression}' is an expression, which is only supported for the 'JSONata' QueryLanguage",
                    "Assign"
                );
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= Limits.NameLength
        && name != Reserved
        && (char.IsLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static string? ExpressionIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when JsonataText.IsExpression(value.GetString()!) => value.GetString(),
        JsonValueKind.Object => value.EnumerateObject().Select(m => ExpressionIn(m.Value)).FirstOrDefault(e => e is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(ExpressionIn).FirstOrDefault(e => e is not null),
        _ => null,
    };
}
