using System.Text.Json.Serialization;
using KillSwitch.Api.Health;
using KillSwitch.Api.Requests;

namespace KillSwitch.Api;

/// <summary>JSON of what the API adds to the domain's own.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(HealthReport))]
public sealed partial class ApiJson : JsonSerializerContext;
