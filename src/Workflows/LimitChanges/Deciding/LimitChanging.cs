using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents.Deciding;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>What several transitions share.</summary>
internal static class LimitChanging
{
    public static LimitRecord With(this LimitRecord record, LimitChange changed) =>
        record with { Changes = [.. record.Changes.Select(change => change.ChangeId == changed.ChangeId ? changed : change)] };

    /// <summary>
    /// The version the next record must have: above every earlier one, and not below the clock, so that even a lost record cannot bring old
    /// versions back.
    /// </summary>
    public static long NextVersion(this LimitRecord record, long nowMs) => Math.Max(checked(record.Version + 1), nowMs);

    /// <summary>Where the execution of a change that stands like this goes.</summary>
    public static LimitNext NextOf(LimitChange change) => change switch
    {
        { Phase: LimitChangePhase.Requested, Tighter: true } => LimitNext.Publish,
        { Phase: LimitChangePhase.Requested, Request.Status: RequestStatus.Approved } => LimitNext.Check,
        { Phase: LimitChangePhase.Requested } => LimitNext.Approval,
        { Phase: LimitChangePhase.InForce, Until: null } or { Phase: LimitChangePhase.InForce, NotReverted: not null } => LimitNext.Close,
        { Phase: LimitChangePhase.InForce, Tighter: true, Request: { IsOpen: true } } => LimitNext.Approval,
        { Phase: LimitChangePhase.InForce, Tighter: true, Request.Status: RequestStatus.Approved } => LimitNext.Check,
        { Phase: LimitChangePhase.InForce, EndsByItself: true } => LimitNext.Until,
        _ => LimitNext.Close,
    };

    /// <summary>The request has ended, and with it whatever is not in force yet; a wait for it is answered.</summary>
    /// <param name="change">A change with a request.</param>
    /// <param name="ended">The request as it is now.</param>
    public static LimitChange With(this LimitChange change, LimitRequest ended) =>
        change with
        {
            Request = ended,
            Phase = change.Phase == LimitChangePhase.Requested ? PhaseOf(ended.Status) : change.Phase,
            Wait = !ended.IsOpen && change.Wait is { Answer: null } wait
                ? wait with { Answer = new(RequestOutcomes.OutcomeOf(ended.Status), ended.Number) }
                : change.Wait,
        };

    /// <summary>Something else becomes of the limit: what was asked for without having seen it is void.</summary>
    /// <param name="record">The limit's record.</param>
    /// <param name="but">The change that does it.</param>
    /// <param name="nowMs">Unix ms.</param>
    public static LimitRecord VoidOthers(this LimitRecord record, string but, long nowMs) =>
        record with
        {
            Changes =
            [
                .. record.Changes.Select(change =>
                    change.ChangeId != but && change.Request is { } open && (open.IsOpen || IsApprovedOnly(change))
                        ? change.With(open.Ended(RequestStatus.Voided, nowMs))
                        : change
                ),
            ],
        };

    private static LimitChangePhase PhaseOf(RequestStatus status) => status switch
    {
        RequestStatus.Rejected => LimitChangePhase.Rejected,
        RequestStatus.Expired => LimitChangePhase.Expired,
        RequestStatus.Withdrawn => LimitChangePhase.Withdrawn,
        RequestStatus.Voided => LimitChangePhase.Voided,
        _ => LimitChangePhase.Requested,
    };

    /// <summary>Approved, and nothing of it is in force or on its way there.</summary>
    private static bool IsApprovedOnly(LimitChange change) =>
        change is { Phase: LimitChangePhase.Requested, Published: null, Request.Status: RequestStatus.Approved };
}
