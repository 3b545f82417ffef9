using System.Text.Json;
using KillSwitch.StatesLanguage.Intrinsics;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>Reads templates.</summary>
internal static class TemplateReader
{
    /// <summary>JSONata: strings that are wholly <c>{% %}</c> are expressions.</summary>
    public static Template Jsonata(JsonElement value, string field) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => Simplified(
                new ObjectTemplate([
                    .. value.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, Jsonata(m.Value, $"{field}/{m.Name}"))),
                ]),
                value
            ),
            JsonValueKind.Array => Simplified(
                new ArrayTemplate([.. value.EnumerateArray().Select((item, i) => Jsonata(item, $"{field}[{i}]"))]),
                value
            ),
            JsonValueKind.String when JsonataText.IsExpression(value.GetString()!) => new ExpressionValue(
                JsonataText.Inner(value.GetString()!),
                field
            ),
            _ => new LiteralValue(value),
        };

    /// <summary>JSONPath: the values of members whose name ends in <c>.$</c> are paths or intrinsic functions.</summary>
    /// <exception cref="PathSyntaxException">One of them is neither.</exception>
    public static Template JsonPath(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new ObjectTemplate([.. value.EnumerateObject().Select(Member)]),
        JsonValueKind.Array => new ArrayTemplate([.. value.EnumerateArray().Select(JsonPath)]),
        _ => new LiteralValue(value),
    };

    /// <summary>A path or an intrinsic function.</summary>
    /// <exception cref="PathSyntaxException">It is neither.</exception>
    public static Template PathOrIntrinsic(string text, string field) =>
        text.StartsWith('$')
            ? new PathValue(PathReader.Read(text), field)
            : new IntrinsicValue(IntrinsicReader.Read(text));

    private static KeyValuePair<string, Template> Member(JsonProperty member)
    {
        if (!member.Name.EndsWith(".$", StringComparison.Ordinal))
            return new(member.Name, JsonPath(member.Value));
        if (member.Value.ValueKind != JsonValueKind.String)
            throw new PathSyntaxException(
                $"The value for the field '{member.Name}' must be a valid JSONPath or a valid intrinsic function call"
            );
        return new(member.Name[..^2], PathOrIntrinsic(member.Value.GetString()!, member.Name));
    }

    private static Template Simplified(Template template, JsonElement value) =>
        template.Expressions.Count == 0 ? new LiteralValue(Json.Compact(value)) : template;
}
