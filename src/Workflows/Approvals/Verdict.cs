using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Approvals;

/// <summary>What somebody decides about a request.</summary>
public enum Verdict
{
    /// <summary>By an approver who did not ask for it.</summary>
    [JsonStringEnumMemberName("APPROVE")] Approve,

    /// <summary>By an approver who did not ask for it. One is enough.</summary>
    [JsonStringEnumMemberName("REJECT")] Reject,

    /// <summary>By whoever asked for it, and only by them.</summary>
    [JsonStringEnumMemberName("WITHDRAW")] Withdraw,
}
