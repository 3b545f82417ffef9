using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Verification.Promises;

/// <summary>(i) Every scope that was restored was approved by as many people as it takes, none of whom had asked for it.</summary>
internal sealed class EveryRestoreHadTwoPeople : IPromise
{
    public const string Name = "Every restored scope was approved by someone who had not asked for it";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Audit);
        var restored = run.States.Where(s => s.Value.Status == KillStatus.Active && s.Record.Offset >= run.State.Start(s.Record.Partition))
            .Select(s => s.Value.IncidentId).ToHashSet(StringComparer.Ordinal);
        var closed = run.Incidents.Where(i => i.Phase == IncidentPhase.Closed).ToList();
        foreach (var incident in closed)
        {
            finding.Looked();
            if (Problem(run, incident) is { } problem)
                finding.Wrong($"{incident.IncidentId}: {problem}");
            restored.Remove(incident.IncidentId);
        }
        foreach (var id in restored.Where(id => run.Incidents.FirstOrDefault(i => i.IncidentId == id) is not { Phase: IncidentPhase.Restoring }))
            finding.Wrong($"{id} was published as restored, and is no closed incident.");
        return finding.Result(string.Join(" ", closed.Select(Said)), run.Expected.Restore, "No scope was restored.");
    }

    private static string? Problem(RunFacts run, IncidentView incident)
    {
        if (incident.Requests.LastOrDefault(r => r.Status == RequestStatus.Approved) is not { } request)
            return "closed without an approved request.";
        var approvers = Approvers(request);
        if (approvers.Any(a => People.IsSame(a, request.AskedBy)))
            return $"{request.AskedBy} approved their own request.";
        if (approvers.Count < request.Quorum)
            return $"{approvers.Count} approved, {request.Quorum} are needed.";
        var missing = approvers.Where(a => !run.Steps.Any(s => s.IncidentId == incident.IncidentId && s.Outcome == "APPROVE" && People.IsSame(s.Actor, a))).ToList();
        return missing.Count > 0 ? $"the audit does not know of the approval by {string.Join(", ", missing)}." : null;
    }

    private static string Said(IncidentView incident)
    {
        var request = incident.Requests.Last(r => r.Status == RequestStatus.Approved);
        return $"{incident.Scope}: asked for by {People.NameOf(request.AskedBy)}, approved by {string.Join(", ", Approvers(request))}.";
    }

    private static List<string> Approvers(RequestView request) =>
        [.. request.Decisions.Where(d => d.Verdict == Verdict.Approve).Select(d => People.NameOf(d.By)).Distinct(StringComparer.OrdinalIgnoreCase)];
}
