using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents;

/// <summary>
/// OPENING → KILLED → (APPROVAL_PENDING ⇄ KILLED) → RESTORING → CLOSED; a further kill leads back to KILLED from all but CLOSED.
/// </summary>
public enum IncidentPhase
{
    /// <summary>Accepted; no state of it is in the topic yet.</summary>
    [JsonStringEnumMemberName("OPENING")] Opening,

    [JsonStringEnumMemberName("KILLED")] Killed,

    [JsonStringEnumMemberName("APPROVAL_PENDING")] ApprovalPending,

    /// <summary>Approved and claimed; ACTIVE is being published.</summary>
    [JsonStringEnumMemberName("RESTORING")] Restoring,

    [JsonStringEnumMemberName("CLOSED")] Closed,
}
