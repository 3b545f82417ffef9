using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>Somebody asks for a limit to be changed.</summary>
internal sealed record AskLimitChange : ILimitTransition<Outcome<LimitChange>>
{
    /// <summary>Of one limit, those that wait for their end among them.</summary>
    private const int MaxChanges = 20;

    public required string ChangeId { get; init; }

    /// <summary>In the rule's unit; null limits nothing.</summary>
    public required decimal? Value { get; init; }

    /// <summary>What the limits file says of it.</summary>
    public required decimal? OfFile { get; init; }

    /// <summary>When it is to end, Unix ms; null where it is to stay.</summary>
    public required long? Until { get; init; }

    public required Person Requester { get; init; }

    public required string Reason { get; init; }

    /// <summary>
    /// Everybody who holds the role approver; null where that is not known, which is enough for what is tighter.
    /// </summary>
    public required IReadOnlyList<Person>? Approvers { get; init; }

    /// <summary>How many of them must approve.</summary>
    public required int Quorum { get; init; }

    public required string? TraceParent { get; init; }

    public LimitMove<Outcome<LimitChange>> Decide(LimitRecord record, long nowMs)
    {
        if (record.Find(ChangeId) is { } known)
            return new(record, known);
        var holds = record.Holds(OfFile);
        var tighter = LimitComparison.IsTighter(record.Rule, Value, holds) && !OutlastsTighter(record);
        // Nobody's request keeps a limit from being tightened: it is void, as a request to restore is when a further kill comes.
        var before = tighter ? record.VoidOthers(ChangeId, nowMs) : record;
        if ((Pending(before) ?? Same(record, holds) ?? (tighter ? null : NobodyCouldApprove(record))) is { } refusal)
            return new(record, refusal);
        var change = Change(record, holds, tighter, nowMs);
        return new(before with { Changes = [.. before.Changes, change] }, change);
    }

    /// <summary>
    /// What holds now may be a temporary change, which goes back to something tighter. What takes its place and stays beyond its end must
    /// not be looser than that: else one person alone would make lasting what others have approved for a time.
    /// </summary>
    private bool OutlastsTighter(LimitRecord record) =>
        Temporary(record) is { } temporary
        && !(Until <= temporary.Until)
        && LimitComparison.IsTighter(record.Rule, temporary.RevertTo!.Value, Value);

    /// <summary>The change that holds and ends by itself; null where none does.</summary>
    private static LimitChange? Temporary(LimitRecord record) =>
        record.Current is { } current && record.Find(current.State.ChangeId) is { EndsByItself: true, Reverted: null } change
            ? change
            : null;

    private static Refusal? Pending(LimitRecord record)
    {
        if (record.Changes.FirstOrDefault(change => change.Phase == LimitChangePhase.Requested) is { } asked)
        {
            var remedy = asked.Request is { IsOpen: true }
                ? "Wait for its outcome, or have it withdrawn or rejected first."
                : "It is being published: ask again in a moment.";
            return new(RefusalCode.LimitChangePending,
                $"{asked.AskedBy} has asked for a change of {LimitWords.Change(asked)} before ({asked.ChangeId}). {remedy}");
        }
        if (record.Changes.FirstOrDefault(change => change.IsOnItsWay) is { } ending)
        {
            return new(RefusalCode.LimitChangePending,
                $"The temporary change {ending.ChangeId} of {record.Key.Words} is just being reverted. Ask again in a moment.");
        }
        return record.Changes.Count < MaxChanges
            ? null
            : new(RefusalCode.LimitChangePending,
                $"{MaxChanges} temporary changes of {record.Key.Words} wait for their end, the earliest until "
                + $"{UtcTime.Of(record.Changes.Min(change => change.Until) ?? 0)}. Wait for that.");
    }

    private Refusal? Same(LimitRecord record, decimal? holds) =>
        holds != Value
            ? null
            : new(RefusalCode.LimitUnchanged,
                $"{record.Key.Words} is {LimitWords.Value(record.Rule, holds)} already: nothing would change. GET /limits shows what holds.");

    private Refusal? NobodyCouldApprove(LimitRecord record) =>
        Approvers is null
            ? new(RefusalCode.DependencyUnavailable, "Who could approve is not known just now. Ask for the change again in a moment.")
            : SeparationOfDuties.Objection($"A looser {record.Key.Words}", Requester, Approvers, Quorum);

    private LimitChange Change(LimitRecord record, decimal? holds, bool tighter, long nowMs)
    {
        var revertTo = Until is null ? null : RevertTo(record);
        // The end of what is tighter loosens it again, unless what was before is tighter still.
        var endLoosens = revertTo is not null && LimitComparison.IsTighter(record.Rule, Value, revertTo.Value);
        return new LimitChange
        {
            ChangeId = ChangeId,
            Owner = record.Owner,
            Rule = record.Rule,
            Value = Value,
            Before = holds,
            VersionSeen = record.Version,
            Tighter = tighter,
            Until = Until,
            RevertTo = revertTo,
            Phase = LimitChangePhase.Requested,
            Requester = Requester,
            Reason = Reason,
            AskedTs = nowMs,
            Request = !tighter || endLoosens ? Request(nowMs) : null,
            ExecutionName = LimitChangeNames.Execution(record.Key, ChangeId, generation: 1),
            TraceParent = TraceParent,
        };
    }

    /// <summary>A temporary change on top of another goes back to what was before both: what that one allowed has its own end.</summary>
    private LimitTarget RevertTo(LimitRecord record) =>
        Temporary(record)?.RevertTo ?? new LimitTarget(record.Holds(OfFile), record.FileCounts);

    private LimitRequest Request(long nowMs) => new()
    {
        Number = 1,
        CmdId = ChangeId,
        AskedBy = Requester.Id,
        Requester = Requester,
        Reason = Reason,
        RequestedTs = nowMs,
        Quorum = Quorum,
        Status = RequestStatus.Requested,
        Decisions = [],
        CorrId = ChangeId,
        TraceParent = TraceParent,
    };
}
