using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents;

public enum WaitKind
{
    [JsonStringEnumMemberName("UNKILL_REQUEST")] UnkillRequest,
    [JsonStringEnumMemberName("APPROVAL")] Approval,
}
