using System.Text.Json.Serialization;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Approvals;

/// <param name="By">From a verified token.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Ts">When, Unix ms.</param>
/// <param name="Key">The idempotency key it came with: the same person sending it again repeats this decision and makes no other.</param>
public sealed record ApprovalDecision(Person By, Verdict Verdict, string Reason, long Ts, string Key)
{
    /// <summary>The roles that he had at that moment; null in what was stored before they were kept.</summary>
    public IReadOnlyList<Role>? Roles { get; init; }

    /// <summary>An approval that counts no longer, as whoever gave it was found to be no approver any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Lapsed { get; init; }

    /// <summary>Whether it is known to stand in the audit: a repeat writes it there only where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Audited { get; init; }

    /// <summary>An approval that counts.</summary>
    [JsonIgnore]
    public bool Approves => Verdict == Verdict.Approve && !Lapsed;
}
