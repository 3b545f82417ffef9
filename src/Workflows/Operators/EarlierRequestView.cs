using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Operators;

/// <summary>A request that was made before another: whoever is asked now should know what became of it.</summary>
/// <param name="Request">Which request of the incident, from 1.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Outcome">The same in a sentence: by whom, when, and why.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="Reason">Why the unkill was asked for.</param>
/// <param name="RequestedTs">When, Unix ms.</param>
/// <param name="Decisions">Oldest first.</param>
public sealed record EarlierRequestView(
    int Request,
    RequestStatus Status,
    string Outcome,
    string AskedBy,
    string Reason,
    long RequestedTs,
    IReadOnlyList<DecisionView> Decisions
);
