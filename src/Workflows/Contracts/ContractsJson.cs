using System.Text.Json.Serialization;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Contracts;

/// <summary>
/// JSON of every contract: snake_case, unknown members ignored, a member that is there twice refused, nulls left out, no
/// reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(ScopeJsonConverter),
        typeof(StrictEnumConverter<Side>),
        typeof(StrictEnumConverter<OrderAction>),
        typeof(StrictEnumConverter<OrderType>),
        typeof(StrictEnumConverter<SecurityType>),
        typeof(StrictEnumConverter<CommandAction>),
        typeof(StrictEnumConverter<KillStatus>),
        typeof(StrictEnumConverter<Decision>),
        typeof(StrictEnumConverter<Role>),
    ])]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(KillState))]
[JsonSerializable(typeof(DecisionAudit))]
[JsonSerializable(typeof(StepAudit))]
[JsonSerializable(typeof(RiskSignal))]
[JsonSerializable(typeof(RouterProgress))]
[JsonSerializable(typeof(LimitState))]
[JsonSerializable(typeof(PriceState))]
public sealed partial class ContractsJson : JsonSerializerContext;
