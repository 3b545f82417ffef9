using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Approvals;

/// <summary>What people are told of a request, wherever they ask.</summary>
internal static class RequestWords
{
    /// <summary>Who ended the request, how and when, in one sentence.</summary>
    public static string HowItEnded(ApprovalRequest request)
    {
        var at = request.EndedTs is { } ended ? $" at {UtcTime.Of(ended)}" : "";
        var ending = request.Decisions.Where(decision => Ends(request, decision));
        var by = string.Join(" and ", ending.Select(decision => $"{decision.By} ({decision.Reason})"));
        return request.Status switch
        {
            RequestStatus.Approved => $"It was approved by {by}{at}.",
            RequestStatus.Rejected when request.CheckFound is { } found =>
                $"It was rejected by the check of the separation of duties{at}; {request.Words.Stays}. {found}",
            RequestStatus.Rejected => $"It was rejected by {by}{at}; {request.Words.Stays}.",
            RequestStatus.Withdrawn => $"It was withdrawn by {by}{at}; {request.Words.Stays}.",
            RequestStatus.Expired => $"It expired{at} before enough people approved; {request.Words.Stays}.",
            RequestStatus.Voided => $"{request.Words.VoidedBy} made it void{at}; {request.Words.Stays}.",
            _ => $"It waits for {request.Quorum - request.Approvals} approval(s). {Lapsed(request)}".TrimEnd(),
        };
    }

    /// <summary>Whose approval counts no longer, in a sentence; empty where everybody's does.</summary>
    public static string Lapsed(ApprovalRequest request)
    {
        var lapsed = request.Decisions.Where(decision => decision.Lapsed).Select(decision => decision.By).Distinct().ToList();
        return lapsed.Count == 0 ? ""
            : $"What {string.Join(" and ", lapsed)} approved does not count: {(lapsed.Count == 1 ? "that person" : "they")} may approve no longer.";
    }

    private static bool Ends(ApprovalRequest request, ApprovalDecision decision) => request.Status switch
    {
        RequestStatus.Approved => decision.Approves,
        RequestStatus.Rejected => decision.Verdict == Verdict.Reject,
        RequestStatus.Withdrawn => decision.Verdict == Verdict.Withdraw,
        _ => false,
    };
}
