using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Notifications;

/// <summary>Whom to tell. Who that is, the notifier knows.</summary>
public enum Audience
{
    /// <summary>Operators and approvers.</summary>
    [JsonStringEnumMemberName("everyone")] Everyone,

    [JsonStringEnumMemberName("approvers")] Approvers,
}
