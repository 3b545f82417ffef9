using System.Text.Json.Serialization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Mail;

/// <summary>JSON of the mailbox file: one message a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ScopeJsonConverter), typeof(StrictEnumConverter<NotificationKind>)])]
[JsonSerializable(typeof(MailEntry))]
[JsonSerializable(typeof(IReadOnlyList<MailEntry>))]
internal sealed partial class MailJson : JsonSerializerContext;
