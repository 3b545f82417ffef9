using System.Text.Json.Serialization;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Evidence;

/// <summary>JSON of what a run writes down for its checks.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ScopeJsonConverter), typeof(StrictEnumConverter<CommandAction>), typeof(StrictEnumConverter<Verdict>)])]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(LedgerOrder))]
[JsonSerializable(typeof(LedgerCommand))]
[JsonSerializable(typeof(LedgerDecision))]
internal sealed partial class ChaosJson : JsonSerializerContext;
