using System.Text.Json.Serialization;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>
/// JSON of what is stored: snake_case, nulls left out, no reflection. Stored documents hold task tokens: this is not for people.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(ScopeJsonConverter),
        typeof(StrictEnumConverter<CommandAction>),
        typeof(StrictEnumConverter<CommandOutcome>),
        typeof(StrictEnumConverter<KillStatus>),
        typeof(StrictEnumConverter<Verdict>),
        typeof(StrictEnumConverter<RequestStatus>),
        typeof(StrictEnumConverter<IncidentPhase>),
        typeof(StrictEnumConverter<WaitKind>),
        typeof(StrictEnumConverter<StepOutcome>),
        typeof(StrictEnumConverter<Role>),
    ])]
[JsonSerializable(typeof(ScopeRecord))]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(HandledCommand))]
[JsonSerializable(typeof(TaskAnswer))]
public sealed partial class IncidentsJson : JsonSerializerContext;
