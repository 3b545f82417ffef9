using System.Text.Json.Serialization;
using KillSwitch.Http.Health;
using KillSwitch.Http.Requests;

namespace KillSwitch.Http;

/// <summary>JSON of what the API adds to the domain's own.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class ApiJson : JsonSerializerContext;
