using System.Text.Json.Serialization;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>
/// JSON of what is stored: snake_case, nulls left out, no reflection. Stored documents hold task tokens: this is not for people.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(StrictEnumConverter<LimitRule>),
        typeof(StrictEnumConverter<LimitChangePhase>),
        typeof(StrictEnumConverter<LimitNext>),
        typeof(StrictEnumConverter<Verdict>),
        typeof(StrictEnumConverter<RequestStatus>),
        typeof(StrictEnumConverter<WaitKind>),
        typeof(StrictEnumConverter<StepOutcome>),
        typeof(StrictEnumConverter<Role>),
    ])]
[JsonSerializable(typeof(LimitRecord))]
[JsonSerializable(typeof(LimitChange))]
[JsonSerializable(typeof(LimitChangePointer))]
[JsonSerializable(typeof(LimitNext))]
public sealed partial class LimitChangesJson : JsonSerializerContext;
