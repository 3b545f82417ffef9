using System.Text.Json.Serialization;

namespace KillSwitch.Local.Stack;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(Endpoints))]
internal sealed partial class EndpointsJson : JsonSerializerContext;
