using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Operators;

/// <summary>One unkill request of an incident.</summary>
/// <param name="Number">From 1.</param>
/// <param name="CmdId">The UNKILL.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedByVerified">Whether the operator API proved who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedTs">When, Unix ms.</param>
/// <param name="ExpiresTs">Until when it can be decided, Unix ms; null before it was put to the approvers.</param>
/// <param name="Quorum">How many people must approve.</param>
/// <param name="Decisions">Oldest first.</param>
/// <param name="EndedTs">When it was decided, expired or made void, Unix ms; null while it is open.</param>
/// <param name="Outcome">How it stands, in a sentence: what became of it, by whom, when and why.</param>
/// <param name="LinkId">The callback link's id while it can be decided; it carries no power.</param>
public sealed record RequestView(
    int Number,
    string CmdId,
    RequestStatus Status,
    string AskedBy,
    bool AskedByVerified,
    string Reason,
    long RequestedTs,
    long? ExpiresTs,
    int Quorum,
    IReadOnlyList<DecisionView> Decisions,
    long? EndedTs,
    string Outcome,
    string? LinkId);
