using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.People;

/// <summary>A person is their name, as text.</summary>
public sealed class PersonJsonConverter : JsonConverter<Person>
{
    public override Person Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? Person.Find(reader.GetString()) : null)
        ?? throw new JsonException("A person is a name, as text that is not blank.");

    public override void Write(Utf8JsonWriter writer, Person value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
