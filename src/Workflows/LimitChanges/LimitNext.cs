using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>
/// Where a change's execution goes next. The words are those that WhatIsNext in limit-change.asl.json compares, beside those that a
/// decision is answered with (APPROVED, REJECTED, WITHDRAWN, EXPIRED, VOIDED).
/// </summary>
public enum LimitNext
{
    /// <summary>The task waits for people. It is completed later, with what was decided.</summary>
    [JsonStringEnumMemberName("WAITING")] Waiting,

    /// <summary>Others have to approve: put it to them.</summary>
    [JsonStringEnumMemberName("APPROVAL")] Approval,

    /// <summary>Approved: check the separation of duties.</summary>
    [JsonStringEnumMemberName("CHECK")] Check,

    /// <summary>Publish the new limit.</summary>
    [JsonStringEnumMemberName("PUBLISH")] Publish,

    /// <summary>In force until its time is over: wait, then go back.</summary>
    [JsonStringEnumMemberName("UNTIL")] Until,

    /// <summary>Nothing is left but to end.</summary>
    [JsonStringEnumMemberName("CLOSE")] Close,

    /// <summary>The change is at its end.</summary>
    [JsonStringEnumMemberName("DONE")] Done,

    /// <summary>The change has ended, or another execution carries it: nothing is left to do here.</summary>
    [JsonStringEnumMemberName("SUPERSEDED")] Superseded,
}
