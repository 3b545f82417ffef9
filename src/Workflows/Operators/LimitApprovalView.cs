using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Operators;

/// <summary>What the page behind a callback link of a change of a limit shows. It never holds a task token.</summary>
/// <param name="LinkId">The id in the link.</param>
/// <param name="ChangeId">The change.</param>
/// <param name="Owner">Whose limit.</param>
/// <param name="Rule">Which.</param>
/// <param name="Phase">Where the change stands.</param>
/// <param name="Status">Where the request stands.</param>
/// <param name="Standing">How the change stands, in words.</param>
/// <param name="Decidable">Whether a decision posted now could count.</param>
/// <param name="Headline">One sentence: what this is, or what became of it, by whom and when.</param>
/// <param name="Asks">What is to be approved: <c>CHANGE</c>, or <c>END</c> of a temporary tighter limit.</param>
/// <param name="From">What the limit is, or was, in words: <c>900</c>, <c>no limit</c>.</param>
/// <param name="To">What approving makes of it, in words.</param>
/// <param name="Until">When it goes back by itself, or when the tighter limit ends, Unix ms; null where it is to stay.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedTs">When, Unix ms.</param>
/// <param name="ExpiresTs">Until when it can be decided, Unix ms; null before it was put to the approvers.</param>
/// <param name="Quorum">How many people must approve.</param>
/// <param name="Decisions">Made so far, oldest first.</param>
/// <param name="Does">What approving does.</param>
/// <param name="DoesNot">What approving does not do.</param>
public sealed record LimitApprovalView(
    string LinkId,
    string ChangeId,
    string Owner,
    LimitRule Rule,
    LimitChangePhase Phase,
    RequestStatus Status,
    string Standing,
    bool Decidable,
    string Headline,
    string Asks,
    string From,
    string To,
    long? Until,
    string AskedBy,
    string Reason,
    long RequestedTs,
    long? ExpiresTs,
    int Quorum,
    IReadOnlyList<DecisionView> Decisions,
    string Does,
    string DoesNot)
{
    public const string AsksChange = "CHANGE";
    public const string AsksEnd = "END";
}
