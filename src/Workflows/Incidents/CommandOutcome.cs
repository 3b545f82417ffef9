using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents;

public enum CommandOutcome
{
    [JsonStringEnumMemberName("OPENED")] Opened,
    [JsonStringEnumMemberName("CAUSE_ADDED")] CauseAdded,
    [JsonStringEnumMemberName("REQUESTED")] Requested,
    [JsonStringEnumMemberName("REFUSED")] Refused,
}
