using System.Text.Json.Serialization;

namespace KillSwitch.Local.Stack.Health;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HeardOf))]
internal sealed partial class HeardOfJson : JsonSerializerContext;
