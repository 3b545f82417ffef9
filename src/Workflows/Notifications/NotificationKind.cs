using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Notifications;

public enum NotificationKind
{
    /// <summary>A scope was killed, or a further cause was added.</summary>
    [JsonStringEnumMemberName("KILLED")] Killed,

    /// <summary>Nobody has asked for an unkill for a while.</summary>
    [JsonStringEnumMemberName("ESCALATION")] Escalation,

    /// <summary>Somebody must approve or reject: carries a link.</summary>
    [JsonStringEnumMemberName("APPROVAL_REQUESTED")] ApprovalRequested,

    /// <summary>What became of a request: for whoever asked, and the operators.</summary>
    [JsonStringEnumMemberName("REQUEST_ENDED")] RequestEnded,

    [JsonStringEnumMemberName("RESTORED")] Restored,

    /// <summary>The topic disagreed with an open incident and was repaired, or a kill was found that no incident stood for.</summary>
    [JsonStringEnumMemberName("STATE_REPAIRED")] StateRepaired,

    /// <summary>A change of a limit is in force.</summary>
    [JsonStringEnumMemberName("LIMIT_CHANGED")] LimitChanged,

    /// <summary>A temporary change of a limit has ended: reverted, or overtaken by another.</summary>
    [JsonStringEnumMemberName("LIMIT_REVERTED")] LimitReverted,
}
