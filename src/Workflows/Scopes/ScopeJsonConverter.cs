using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Scopes;

/// <summary>A scope in JSON is its text. A text that is no scope is a <see cref="JsonException"/> naming the forms.</summary>
public sealed class ScopeJsonConverter : JsonConverter<Scope>
{
    public override Scope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Scope.TryParse(text, out var scope, out var why) ? scope : throw new JsonException(why);
    }

    public override void Write(Utf8JsonWriter writer, Scope value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
