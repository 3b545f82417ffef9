using System.Globalization;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What people are told of an unkill request, wherever they ask.</summary>
internal static class RequestWords
{
    private const string TheCheck = "the check of the separation of duties";

    /// <summary>Who ended the request, how and when, in one sentence.</summary>
    public static string HowItEnded(UnkillRequest request)
    {
        var at = request.EndedTs is { } ended ? $" at {Time(ended)}" : "";
        var ending = request.Decisions.Where(decision => Ends(request, decision));
        var by = string.Join(" and ", ending.Select(decision => $"{decision.By} ({decision.Reason})"));
        return request.Status switch
        {
            RequestStatus.Approved => $"It was approved by {by}{at}.",
            RequestStatus.Rejected => $"It was rejected by {(by.Length == 0 ? TheCheck : by)}{at}; the scope stays killed.",
            RequestStatus.Withdrawn => $"It was withdrawn by {by}{at}; the scope stays killed.",
            RequestStatus.Expired => $"It expired{at} before enough people approved; the scope stays killed.",
            RequestStatus.Voided => $"A further kill made it void{at}; the scope stays killed.",
            _ => $"It waits for {request.Quorum - request.Approvals} approval(s).",
        };
    }

    /// <summary>As messages to people write a time: <c>2026-03-04 05:06:07 UTC</c>.</summary>
    public static string Time(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static bool Ends(UnkillRequest request, ApprovalDecision decision) => request.Status switch
    {
        RequestStatus.Approved => decision.Verdict == Verdict.Approve,
        RequestStatus.Rejected => decision.Verdict == Verdict.Reject,
        RequestStatus.Withdrawn => decision.Verdict == Verdict.Withdraw,
        _ => false,
    };
}
