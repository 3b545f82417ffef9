using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// Every scope that was restored was approved by as many people as it takes, none of whom had asked for it: each closed incident by its
/// last approved request, and each ACTIVE in the topic by the request it names.
/// </summary>
internal sealed class EveryRestoreHadTwoPeople : IPromise
{
    private const int MostNamed = 3;

    public string Name => "Every restored scope was approved by someone who had not asked for it";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit, Topics.State);
        var closed = facts.Store.Incidents.Values.Where(i => !i.IsOpen).ToList();
        foreach (var incident in closed)
        {
            finding.Looked();
            if (Problem(incident, facts, options) is { } problem)
                finding.Wrong($"{incident.IncidentId}: {problem}");
        }
        var requests = new RequestsByCommand(facts.Store);
        var actives = facts.States.Where(s => s.State is { Status: KillStatus.Active } && facts.IsOfRun(Topics.State, s.Place)).ToList();
        foreach (var active in actives)
        {
            finding.Looked();
            var (state, place) = (active.State!, active.Place.In(Topics.State));
            foreach (var problem in Problems(state, facts, requests))
                finding.Wrong($"ACTIVE of {state.Scope} ({place}, version {state.Version}, {state.IncidentId}) {problem}");
        }
        if (options.Expected.GlobalRestore && !actives.Any(s => s.State!.Scope.Kind == ScopeKind.Global))
            finding.Wrong("Not provable: GLOBAL was not restored, and should have been.");
        return finding.Result(Name, Said(closed), options.Expected.Restore, "no scope was restored");
    }

    private static string? Problem(Incident incident, RunFacts facts, VerificationOptions options)
    {
        if (ApprovedOf(incident) is not { } request)
            return "closed without an approved request.";
        var approvers = Approvers.Of(request);
        if (approvers.Count < request.Quorum)
            return $"approved by {approvers.Count} who had not asked for it; {request.Quorum} are needed.";
        // A decision that was saved stands, even if whoever took it died before it was in the audit.
        var audited = facts.Steps.Select(s => s.Audit).Where(s => s.IncidentId == incident.IncidentId && s.Outcome == "APPROVE").ToList();
        var missing = approvers.Where(a => options.IsCalm && !audited.Any(s => Approvers.IsBy(s.Actor, a))).ToList();
        return missing.Count > 0 ? $"the audit does not know of the approval by {string.Join(", ", missing)}." : null;
    }

    private static IEnumerable<string> Problems(KillState active, RunFacts facts, RequestsByCommand requests)
    {
        if (!requests.TryFind(active.LastCmdId, out var incident, out var request))
        {
            if (!requests.MayBeForgotten(active.IncidentId))
                yield return "follows from no unkill request.";
            yield break;
        }
        if (incident.IncidentId != active.IncidentId)
            yield return $"follows from a request of {incident.IncidentId}.";
        var approvers = Approvers.Of(request);
        if (request.Status is not (RequestStatus.Approved or RequestStatus.Voided) || approvers.Count < request.Quorum)
        {
            yield return $"follows from request {request.Number}, which is {request.Status} "
                + $"with {approvers.Count} of {request.Quorum} approvals.";
        }
        // A cause that the request had not seen must be followed by a KILLED above this ACTIVE.
        foreach (var cause in incident.Causes.Where(c => c.Number > request.CausesSeen && !IsKilledAbove(active, c.CmdId, facts)))
        {
            yield return $"was approved by who had seen {request.CausesSeen} causes, "
                + $"and no KILLED with cause {cause.Number} ({cause.CmdId}) stands above it.";
        }
    }

    private static bool IsKilledAbove(KillState active, string cmdId, RunFacts facts) => facts.States.Any(s =>
        s.State is { Status: KillStatus.Killed } killed
        && killed.IncidentId == active.IncidentId && killed.Version > active.Version && killed.Causes.Contains(cmdId));

    private static string Said(List<Incident> closed) => closed.Count > MostNamed
        ? $"{closed.Count} incidents, each by its request."
        : string.Join(" ", closed.Select(Said).OfType<string>());

    private static string? Said(Incident incident) => ApprovedOf(incident) is { } request
        ? $"{incident.Scope}: asked for by {Approvers.PersonOf(request.AskedBy)}, approved by {string.Join(", ", Approvers.Of(request))}."
        : null;

    private static UnkillRequest? ApprovedOf(Incident incident) => incident.Requests.LastOrDefault(r => r.Status == RequestStatus.Approved);
}
