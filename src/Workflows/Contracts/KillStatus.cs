using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

public enum KillStatus
{
    /// <summary>Orders of the scope flow.</summary>
    [JsonStringEnumMemberName("ACTIVE")] Active,

    /// <summary>Orders of the scope are dropped.</summary>
    [JsonStringEnumMemberName("KILLED")] Killed,
}
