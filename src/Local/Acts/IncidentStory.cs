using System.Globalization;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Local.Acts;

/// <summary>One incident, as people tell it: what happened, in its order, and who did it.</summary>
internal static class IncidentStory
{
    public static IEnumerable<string> Of(IncidentView incident)
    {
        var phase = ContractWord.Of(incident.Phase, OperatorsJson.Default.IncidentPhase);
        yield return $"{incident.IncidentId}: {incident.Scope}, {Standing.Word(incident.Enforcement)}, {phase}";
        foreach (var (ts, what) in Happened(incident).OrderBy(h => h.Ts))
            yield return $"{Standing.Clock(ts)}  {what}";
        if (incident.HeldBack is { } held)
            yield return HeldBack(held);
        if (incident.CauseCount > incident.Causes.Count)
            yield return $"{incident.CauseCount - incident.Causes.Count} more kills came between the first and the latest.";
        foreach (var request in incident.Requests)
            yield return $"Request {request.Number}: {request.Outcome}";
    }

    private static string HeldBack(HeldBackView held)
    {
        var what = held.Orders == 0
            ? "No order was held back"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{held.Orders:N0} orders worth ${held.Notional:N2} were held back, the first at {Standing.Clock(held.FirstTs)}, the last at {Standing.Clock(held.LastTs)}");
        return held.Complete ? $"{what}." : $"{what}, as far as is known. {string.Join(" ", held.IncompleteBecause)}";
    }

    private static IEnumerable<(long Ts, string What)> Happened(IncidentView incident)
    {
        foreach (var cause in incident.Causes)
            yield return (cause.Ts, $"killed by {cause.TriggeredBy}: {cause.Reason}");
        if (incident.FirstInForceTs is { } force)
            yield return (force, "in force");
        foreach (var request in incident.Requests)
        {
            yield return (request.RequestedTs, $"request {request.Number}: {request.AskedBy} asks for it to be restored: {request.Reason}");
            foreach (var decision in request.Decisions)
            {
                var verdict = ContractWord.Of(decision.Verdict, OperatorsJson.Default.Verdict);
                var counts = decision.Counts ? "" : " (does not count)";
                yield return (decision.Ts, $"request {request.Number}: {decision.By}: {verdict}: {decision.Reason}{counts}");
            }
            if (request.EndedTs is { } ended && EndedBy(request) is { } by)
                yield return (ended, $"request {request.Number}: {by}");
        }
        if (incident.RestoredTs is { } restored)
            yield return (restored, "restored");
        if (incident.ClosedTs is { } closed)
            yield return (closed, "closed");
    }

    /// <summary>What ended a request, where it was no decision that is told already.</summary>
    private static string? EndedBy(RequestView request) => request.Status switch
    {
        RequestStatus.Expired => "expired",
        RequestStatus.Voided => "made void by a further kill",
        RequestStatus.Rejected when request.Decisions.All(d => d.Verdict == Verdict.Approve) =>
            "rejected by the check of the separation of duties",
        _ => null,
    };
}
