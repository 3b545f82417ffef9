using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>What the page behind a callback link shows. It never holds a task token.</summary>
/// <param name="LinkId">The id in the link.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="OpenedTs">When the incident was opened, Unix ms.</param>
/// <param name="Scope">What approving would restore.</param>
/// <param name="Request">Which unkill request of the incident, from 1.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Enforcement">Whether routers hold the scope back just now: COMMANDED, IN_FORCE, RESTORING, RESTORED.</param>
/// <param name="Standing">The same in a sentence, with since when.</param>
/// <param name="HeldBy">Other killed scopes that hold orders of this one whatever is decided here, GLOBAL first.</param>
/// <param name="Decidable">Whether a decision posted now could count.</param>
/// <param name="Headline">One sentence: what this is, or what became of it, by whom and when.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedByVerified">Whether the operator API proved who asked. If not, one more approval is needed.</param>
/// <param name="Reason">Why the unkill was asked for.</param>
/// <param name="RequestedTs">When, Unix ms.</param>
/// <param name="ExpiresTs">Until when it can be decided, Unix ms; null before it was put to the approvers.</param>
/// <param name="Quorum">How many people must approve.</param>
/// <param name="Decisions">Made so far, oldest first.</param>
/// <param name="Earlier">Requests of this incident that were made before, oldest first; the latest nine.</param>
/// <param name="Causes">What the kill was for, oldest first; the first and the latest 49.</param>
/// <param name="StateVersion">The kill state the request is about.</param>
/// <param name="Does">What approving does.</param>
/// <param name="DoesNot">What approving does not do.</param>
public sealed record ApprovalView(
    string LinkId,
    string IncidentId,
    long OpenedTs,
    Scope Scope,
    int Request,
    RequestStatus Status,
    Enforcement Enforcement,
    string Standing,
    IReadOnlyList<Scope> HeldBy,
    bool Decidable,
    string Headline,
    string AskedBy,
    bool AskedByVerified,
    string Reason,
    long RequestedTs,
    long? ExpiresTs,
    int Quorum,
    IReadOnlyList<DecisionView> Decisions,
    IReadOnlyList<EarlierRequestView> Earlier,
    IReadOnlyList<CauseView> Causes,
    long StateVersion,
    string Does,
    string DoesNot)
{
    /// <summary>The orders that the incident has held back: whether it is still going on. Null where that could not be looked up.</summary>
    public HeldBackView? HeldBack { get; init; }
}
