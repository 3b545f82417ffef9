using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Notifications;

/// <summary>
/// What people are told of a change of a limit, in plain words. Ids are made of what is told, so that telling it again is recognised.
/// </summary>
internal static class LimitMails
{
    /// <param name="change">With a request that was just put to the approvers.</param>
    /// <param name="linkId">The callback link's id.</param>
    /// <param name="nowMs">Unix ms.</param>
    public static Notification ApprovalRequested(LimitChange change, string linkId, long nowMs)
    {
        var request = change.Request!;
        var who = OthersWords.In(request.AskedBy);
        var subject = change.Tighter
            ? $"Approve or reject: the end of {who}'s tighter {change.Key.Words}"
            : $"Approve or reject: {who} asks for a looser {change.Key.Words}";
        var asks = change.Tighter
            ? $"""
                {who} has tightened {LimitWords.Change(change)}: {OthersWords.In(change.Reason)}
                Its end loosens it again, to {LimitWords.Value(change.Rule, change.RevertTo!.Value)}. Until that is approved, it stays.
                """
            : $"""
                {who} asks for a change of {LimitWords.Change(change)}: {OthersWords.In(change.Reason)}
                Until it is approved, the limit stays as it is.
                """;
        return Of(change, nowMs, NotificationKind.ApprovalRequested, "approval", subject,
            $"""
            {asks}
            It takes {request.Quorum} approver(s) other than whoever asked.
            It can be decided until {UtcTime.Of(request.ExpiresTs!.Value)}. Opening the link decides nothing.
            """) with
        {
            To = Audience.Approvers,
            Except = request.Requester,
            LinkId = linkId,
        };
    }

    /// <summary>What became of the request: rejected, withdrawn, expired.</summary>
    public static Notification RequestEnded(LimitChange change, long nowMs) =>
        Of(change, nowMs, NotificationKind.RequestEnded, "ended",
            $"Change of {change.Key.Words}: {change.Request!.Status.ToString().ToLowerInvariant()}",
            $"""
            {OthersWords.In(change.AskedBy)} had asked for {What(change)}: {OthersWords.In(change.Reason)}
            {OthersWords.In(RequestWords.HowItEnded(change.Request))}
            """);

    /// <summary>How the change stands: in force, reverted, or come to nothing.</summary>
    public static Notification Stands(LimitChange change, long nowMs)
    {
        var (kind, what, says) = change switch
        {
            { Phase: LimitChangePhase.Reverted } => (NotificationKind.LimitReverted, "reverted",
                $"is {LimitWords.Value(change.Rule, change.RevertTo!.Value)} again: its temporary change has ended"),
            { NotReverted: not null } => (NotificationKind.LimitReverted, "not-reverted", "stays as it is: a temporary change has ended"),
            { Phase: LimitChangePhase.InForce, Request.Status: RequestStatus.Voided } =>
                (NotificationKind.RequestEnded, "overtaken", "was changed again: the end of the change before needs no approval"),
            { Phase: LimitChangePhase.InForce } =>
                (NotificationKind.LimitChanged, "in-force", $"is {LimitWords.Value(change.Rule, change.Value)} now"),
            _ => (NotificationKind.RequestEnded, "nothing", "stays as it is: a change came to nothing"),
        };
        return Of(change, nowMs, kind, what, $"{change.Key.Words} {says}",
            $"""
            {OthersWords.In(LimitWords.HowItStands(change))}
            Asked for by {OthersWords.In(change.AskedBy)}: {OthersWords.In(change.Reason)}{Approved(change)}
            """);
    }

    private static string What(LimitChange change) =>
        change.Tighter ? $"the end of a tighter {LimitWords.Change(change)}" : $"a change of {LimitWords.Change(change)}";

    private static string Approved(LimitChange change) =>
        change.Request is { Status: RequestStatus.Approved } request ? $"\n{OthersWords.In(RequestWords.HowItEnded(request))}" : "";

    private static Notification Of(LimitChange change, long nowMs, NotificationKind kind, string what, string subject, string body) =>
        new()
        {
            Id = $"{change.ChangeId}-{what}",
            Ts = nowMs,
            Kind = kind,
            To = Audience.Everyone,
            ChangeId = change.ChangeId,
            Limit = change.Key.Words,
            Subject = subject,
            Body = body,
            TraceParent = change.TraceParent ?? Tracing.TraceContext.Current,
        };
}
