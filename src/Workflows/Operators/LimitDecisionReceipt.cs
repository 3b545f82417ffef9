using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Operators;

/// <summary>A decision about a change of a limit was recorded.</summary>
/// <param name="ChangeId">The change.</param>
/// <param name="Owner">Whose limit.</param>
/// <param name="Rule">Which.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="By">Who.</param>
/// <param name="Ts">When, Unix ms. A repeat of the same decision shows the time of the first.</param>
/// <param name="Status">Where the request stands now: still PENDING while a quorum is missing.</param>
/// <param name="ApprovalsMissing">How many more people must approve.</param>
/// <param name="Phase">Where the change stands.</param>
/// <param name="Replayed">Whether this repeats an earlier answer to the same request under the same idempotency key.</param>
/// <param name="Message">For people: what happens next.</param>
public sealed record LimitDecisionReceipt(
    string ChangeId,
    string Owner,
    LimitRule Rule,
    Verdict Verdict,
    string By,
    long Ts,
    RequestStatus Status,
    int ApprovalsMissing,
    LimitChangePhase Phase,
    bool Replayed,
    string Message);
