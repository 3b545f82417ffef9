using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>Keeps a value's text as it is, spaces included: an execution's input is echoed as it was sent, also after a restart.</summary>
public sealed class RawJsonConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
}
