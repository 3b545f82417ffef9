using System.Text.Json.Serialization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// JSON of what steps are told and answer: snake_case, nulls left out, no reflection. What a step is told holds task tokens.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(ScopeJsonConverter), typeof(StrictEnumConverter<StepOutcome>)])]
[JsonSerializable(typeof(StepInput))]
[JsonSerializable(typeof(StepOutput))]
public sealed partial class StepsJson : JsonSerializerContext;
