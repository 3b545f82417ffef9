using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents;

/// <summary>
/// What a step says about where its execution goes next. The words are those that the Choice states of kill-incident.asl.json
/// compare.
/// </summary>
public enum StepOutcome
{
    /// <summary>Done; go on.</summary>
    [JsonStringEnumMemberName("OK")] Ok,

    /// <summary>The task waits for people. It is completed later, with one of the other words.</summary>
    [JsonStringEnumMemberName("WAITING")] Waiting,

    /// <summary>A kill is not accounted for yet: publish KILLED again.</summary>
    [JsonStringEnumMemberName("FURTHER_CAUSE")] FurtherCause,

    /// <summary>Somebody asks for an unkill.</summary>
    [JsonStringEnumMemberName("REQUESTED")] Requested,

    [JsonStringEnumMemberName("APPROVED")] Approved,
    [JsonStringEnumMemberName("REJECTED")] Rejected,
    [JsonStringEnumMemberName("WITHDRAWN")] Withdrawn,
    [JsonStringEnumMemberName("EXPIRED")] Expired,

    /// <summary>A further kill made the request void: publish KILLED again.</summary>
    [JsonStringEnumMemberName("VOIDED")] Voided,

    /// <summary>This execution took over from one that ended early, in the middle of restoring: go on from there.</summary>
    [JsonStringEnumMemberName("RESUME_RESTORING")] ResumeRestoring,

    /// <summary>The incident is closed, or another execution carries it: nothing is left to do here.</summary>
    [JsonStringEnumMemberName("SUPERSEDED")] Superseded,
}
