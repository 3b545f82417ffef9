using System.Text.Json.Serialization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>
/// JSON of what a change's steps are told and answer: snake_case, nulls left out, no reflection. What a step is told holds task tokens.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(StrictEnumConverter<LimitRule>), typeof(StrictEnumConverter<LimitNext>)])]
[JsonSerializable(typeof(LimitStepInput))]
[JsonSerializable(typeof(LimitStepOutput))]
public sealed partial class LimitStepsJson : JsonSerializerContext;
