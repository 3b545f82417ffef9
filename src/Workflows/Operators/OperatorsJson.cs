using System.Text.Json.Serialization;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>JSON of what people are shown: snake_case, nulls left out, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(ScopeJsonConverter),
        typeof(StrictEnumConverter<CommandAction>),
        typeof(StrictEnumConverter<KillStatus>),
        typeof(StrictEnumConverter<Verdict>),
        typeof(StrictEnumConverter<RequestStatus>),
        typeof(StrictEnumConverter<IncidentPhase>),
        typeof(StrictEnumConverter<Enforcement>),
        typeof(StrictEnumConverter<NoteKind>),
        typeof(StrictEnumConverter<LimitRule>),
        typeof(StrictEnumConverter<LimitChangePhase>),
        typeof(StrictEnumConverter<NotificationKind>),
        typeof(StrictEnumConverter<Audience>),
    ])]
[JsonSerializable(typeof(CommandReceipt))]
[JsonSerializable(typeof(DecisionReceipt))]
[JsonSerializable(typeof(NoteReceipt))]
[JsonSerializable(typeof(ApprovalView))]
[JsonSerializable(typeof(IncidentView))]
[JsonSerializable(typeof(IReadOnlyList<IncidentSummary>))]
[JsonSerializable(typeof(IReadOnlyList<ScopeStateView>))]
[JsonSerializable(typeof(LimitReceipt))]
[JsonSerializable(typeof(LimitDecisionReceipt))]
[JsonSerializable(typeof(LimitApprovalView))]
[JsonSerializable(typeof(LimitTableView))]
[JsonSerializable(typeof(LimitChangeView))]
[JsonSerializable(typeof(Notification))]
public sealed partial class OperatorsJson : JsonSerializerContext;
