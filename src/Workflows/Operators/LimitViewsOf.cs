using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Operators;

/// <summary>From what is stored of limits to what people may see.</summary>
internal static class LimitViewsOf
{
    /// <param name="owner">A scope, or <c>GROUP:name</c>.</param>
    /// <param name="rule">Which.</param>
    /// <param name="ofFile">What the limits file says.</param>
    /// <param name="record">What was changed; null where nothing ever was.</param>
    public static LimitView Limit(string owner, LimitRule rule, decimal? ofFile, LimitRecord? record)
    {
        if (record is null or { FileCounts: true })
            return new LimitView(owner, rule, ofFile, LimitView.File, ofFile);
        var (state, change) = (record.Current!.State, record.Find(record.Current.State.ChangeId));
        return new LimitView(
            owner, rule, state.Value, LimitView.Change, ofFile, state.ChangeId, state.AskedBy,
            state.ApprovedBy, state.Reason, record.Current.ConfirmedTs,
            change is { Phase: LimitChangePhase.InForce, EndsByItself: true } ? change.Until : null);
    }

    public static LimitChangeView Change(LimitChange change, LimitRecord record, ApprovalLinks links) =>
        new(
            change.ChangeId,
            change.Owner,
            change.Rule,
            change.Phase,
            Holds(change, record),
            Standing(change, record),
            change.Value,
            change.Before,
            change.Tighter,
            change.Until,
            change.EndsByItself,
            change.RevertTo?.Value,
            change.AskedBy,
            change.Reason,
            change.AskedTs,
            Place(change.Published),
            Place(change.Reverted),
            change.Request is { } request ? ViewsOf.Request(change.ChangeId, request, links) : null,
            change.ExecutionName,
            change.ExecutionArn,
            change.EndedTs
        );

    /// <param name="change">With a request.</param>
    /// <param name="link">As it was read.</param>
    /// <param name="linkId">The id in it.</param>
    /// <param name="stricter">What stricter limit of others counts all the same, a sentence; empty where none does.</param>
    /// <param name="record">The limit's.</param>
    /// <param name="nowMs">Unix ms.</param>
    public static LimitApprovalView Approval(
        LimitChange change, ApprovalLink link, string linkId, string stricter, LimitRecord record, long nowMs)
    {
        var request = change.Request!;
        var late = request.IsOpen && nowMs >= Math.Min(link.ExpiresTs, request.ExpiresTs ?? long.MaxValue);
        var status = late ? RequestStatus.Expired : request.Status;
        var isEnd = change.Tighter;
        var from = LimitWords.Value(change.Rule, isEnd ? change.Value : change.Before);
        var to = LimitWords.Value(change.Rule, isEnd ? change.RevertTo!.Value : change.Value);
        var open = isEnd
            ? $"{request.AskedBy} has tightened {change.Key.Words} and asks that this ends at {UtcTime.Of(change.Until!.Value)}."
            : $"{request.AskedBy} asks for a looser {change.Key.Words}.";
        return new LimitApprovalView(
            linkId, change.ChangeId, change.Owner, change.Rule, change.Phase, status, Standing(change, record),
            Decidable: status is RequestStatus.Requested or RequestStatus.Pending,
            Headline: late
                ? $"This link has expired, and {change.Key.Words} stays as it is. It can be asked for anew."
                : request.IsOpen
                    ? $"{open} {RequestWords.HowItEnded(request)}"
                    : $"Nothing is left to decide here. {RequestWords.HowItEnded(request)}",
            isEnd ? LimitApprovalView.AsksEnd : LimitApprovalView.AsksChange,
            from, to, change.Until, request.AskedBy, request.Reason, request.RequestedTs, request.ExpiresTs, request.Quorum,
            ViewsOf.Decisions(request), Does(change, from, to), $"{DoesNot(change)} {stricter}".TrimEnd());
    }

    private static string Does(LimitChange change, string from, string to) => (change.Tighter, change.Until) switch
    {
        (true, { } end) => $"Approving lets {change.Key.Words} go from {from} to {to} by itself at {UtcTime.Of(end)}.",
        (_, { } end) =>
            $"Approving makes {change.Key.Words} {to} in place of {from}, until {UtcTime.Of(end)}; then it is {LimitWords.Value(change.Rule, change.RevertTo!.Value)} by itself.",
        _ => $"Approving makes {change.Key.Words} {to} in place of {from}, until somebody changes it again.",
    };

    private static string DoesNot(LimitChange change) =>
        "It changes no limit of anybody else, lifts no kill, and brings back no order that was refused. "
        + (change.Tighter
            ? "Without it the tighter limit stays until somebody asks for a looser one."
            : "Another change of the same limit that comes first makes it void.");

    /// <summary>Whether the topic's last record of the limit is this change's, and not that of its end.</summary>
    private static bool Holds(LimitChange change, LimitRecord record) =>
        change.Phase == LimitChangePhase.InForce && record.Current?.State.ChangeId == change.ChangeId;

    private static string Standing(LimitChange change, LimitRecord record) =>
        change.Phase == LimitChangePhase.InForce && !Holds(change, record)
            ? $"{LimitWords.WasInForce(change)} Another change, {record.Current?.State.ChangeId}, has taken its place since."
            : LimitWords.HowItStands(change);

    private static LimitPlaceView? Place(LimitPublication? publication) =>
        publication is { ConfirmedTs: { } ts, Partition: { } partition }
            ? new LimitPlaceView(publication.State.Version, ts, partition, publication.Offset)
            : null;
}
