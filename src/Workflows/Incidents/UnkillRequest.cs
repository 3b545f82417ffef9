using System.Text.Json.Serialization;
using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Somebody asks for trading to be restored. It is numbered within its incident, and <c>cmd_id</c> is the UNKILL.</summary>
public sealed record UnkillRequest : ApprovalRequest
{
    /// <summary>The number of the latest cause at that time. A later cause voids the request.</summary>
    public required long CausesSeen { get; init; }

    /// <summary>The kill's version at that time; 0 before it was published.</summary>
    public required long StateVersion { get; init; }

    [JsonIgnore]
    internal override ApprovalWords Words => ApprovalWords.Unkill;
}
