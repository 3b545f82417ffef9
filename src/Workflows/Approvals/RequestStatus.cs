using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Approvals;

/// <summary>Where a request stands. Only <see cref="Requested"/> and <see cref="Pending"/> can still change to another.</summary>
public enum RequestStatus
{
    /// <summary>Stored; the execution has not put it to the approvers yet.</summary>
    [JsonStringEnumMemberName("REQUESTED")] Requested,

    /// <summary>The approvers have the link; a decision counts.</summary>
    [JsonStringEnumMemberName("PENDING")] Pending,

    /// <summary>The quorum approved. What overtakes it before it is carried out still makes it <see cref="Voided"/>.</summary>
    [JsonStringEnumMemberName("APPROVED")] Approved,

    [JsonStringEnumMemberName("REJECTED")] Rejected,

    [JsonStringEnumMemberName("WITHDRAWN")] Withdrawn,

    /// <summary>Nobody, or too few, decided in time.</summary>
    [JsonStringEnumMemberName("EXPIRED")] Expired,

    /// <summary>Something arrived that the request had not seen: a further kill, another change of the same limit.</summary>
    [JsonStringEnumMemberName("VOIDED")] Voided,
}
