using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Where an unkill request stands. Only <see cref="Requested"/> and <see cref="Pending"/> can still change to another.</summary>
public enum RequestStatus
{
    /// <summary>Stored; the execution has not put it to the approvers yet.</summary>
    [JsonStringEnumMemberName("REQUESTED")] Requested,

    /// <summary>The approvers have the link; a decision counts.</summary>
    [JsonStringEnumMemberName("PENDING")] Pending,

    /// <summary>The quorum approved. A kill that arrives before trading is restored still makes it <see cref="Voided"/>.</summary>
    [JsonStringEnumMemberName("APPROVED")] Approved,

    [JsonStringEnumMemberName("REJECTED")] Rejected,

    [JsonStringEnumMemberName("WITHDRAWN")] Withdrawn,

    /// <summary>Nobody, or too few, decided in time.</summary>
    [JsonStringEnumMemberName("EXPIRED")] Expired,

    /// <summary>A further kill arrived that the request had not seen.</summary>
    [JsonStringEnumMemberName("VOIDED")] Voided,
}
