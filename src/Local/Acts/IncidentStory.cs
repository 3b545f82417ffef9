using System.Globalization;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Local.Acts;

/// <summary>One incident, as people tell it: what happened, in its order, and who did it.</summary>
internal static class IncidentStory
{
    public static IEnumerable<string> Of(IncidentView incident)
    {
        yield return $"{incident.IncidentId}: {incident.Scope}, {Standing.Word(incident.Enforcement)}, {incident.Phase}";
        foreach (var (ts, what) in Happened(incident).OrderBy(h => h.Ts))
            yield return $"{Standing.Clock(ts)}  {what}";
        if (incident.HeldBack is { } held)
            yield return HeldBack(held);
        if (incident.CauseCount > incident.Causes.Count)
            yield return $"{incident.CauseCount - incident.Causes.Count} more kills came between the first and the latest.";
        foreach (var request in incident.Requests)
            yield return $"Request {request.Number} is {request.Status}.";
    }

    private static string HeldBack(HeldBackView held)
    {
        var what = held.Orders == 0
            ? "No order was held back"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{held.Orders:N0} orders worth ${held.Notional:N2} were held back, the first at {Standing.Clock(held.FirstTs)}, the last at {Standing.Clock(held.LastTs)}");
        return held.BehindRecords switch
        {
            0 => $"{what}.",
            null => $"{what}, as far as the audit's index has read; how far that is, is not known.",
            var records => string.Create(CultureInfo.InvariantCulture, $"{what}, as far as the audit's index has read: {records:N0} records are still to come."),
        };
    }

    private static IEnumerable<(long Ts, string What)> Happened(IncidentView incident)
    {
        foreach (var cause in incident.Causes)
            yield return (cause.Ts, $"killed by {cause.TriggeredBy}: {cause.Reason}");
        if (incident.InForce is { } force)
            yield return (force.SinceTs, "in force");
        foreach (var request in incident.Requests)
        {
            yield return (request.RequestedTs, $"request {request.Number}: {request.AskedBy} asks for it to be restored: {request.Reason}");
            foreach (var decision in request.Decisions)
                yield return (decision.Ts, $"request {request.Number}: {decision.By}: {decision.Verdict}: {decision.Reason}");
        }
        if (incident.ClosedTs is { } closed)
            yield return (closed, "closed");
    }
}
