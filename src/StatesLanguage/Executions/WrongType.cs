using System.Text.Json;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>A field's expression or path gave a value of a type that the field cannot have.</summary>
internal static class WrongType
{
    public static EvaluationException Of(Template template, string field, string expected, JsonElement value) =>
        template switch
        {
            ExpressionValue expression => EvaluationException.Query(
                $"The JSONata expression '{expression.Expression}' specified for the field '{field}' returned an unexpected result type. Expected '{expected}', but was '{NameOf(value)}' for value: {Json.Text(value)}",
                field
            ),
            PathValue path => EvaluationException.Runtime(
                $"The {field}Path parameter does not reference a {expected} value: {path.Path.Source} == {Shown(value)}"
            ),
            _ => EvaluationException.Runtime($"The {field} parameter is not a {expected}: {Shown(value)}"),
        };

    public static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    public static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : Json.Text(value);
}
