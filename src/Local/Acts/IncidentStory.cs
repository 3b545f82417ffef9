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
        if (incident.CauseCount > incident.Causes.Count)
            yield return $"{incident.CauseCount - incident.Causes.Count} more kills came between the first and the latest.";
        foreach (var request in incident.Requests)
            yield return $"Request {request.Number} is {request.Status}.";
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
