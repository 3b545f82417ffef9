using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.People;

/// <summary>What somebody is trusted with. What each may do: <see cref="Permissions"/>.</summary>
public enum Role
{
    [JsonStringEnumMemberName("observer")] Observer,
    [JsonStringEnumMemberName("operator")] Operator,
    [JsonStringEnumMemberName("approver")] Approver,
}
