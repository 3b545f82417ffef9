using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Checks;

/// <summary>Each unkill request by its document and by the audit, and each ACTIVE in the topic by the request it names.</summary>
internal sealed class ApprovalsAreByOthers : IChaosCheck
{
    public string Name => "No approval was decided twice, by its requester, by too few, or outlived a newer kill";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var requests = new Dictionary<string, (Incident Incident, UnkillRequest Request)>(StringComparer.Ordinal);
        foreach (var incident in evidence.Store.Incidents.Values)
        {
            foreach (var request in incident.Requests)
            {
                findings.Looked();
                requests[request.CmdId] = (incident, request);
                Check(incident, request, findings);
            }
        }
        CheckAudit(evidence, requests, findings);
        var states = StateRecords.Of(evidence.State).Where(s => s.State is not null).ToList();
        foreach (var active in states.Where(s => s.State!.Status == KillStatus.Active))
        {
            findings.Looked();
            Check(active, states, evidence, requests, findings);
        }
        Expect(evidence, states, findings);
        return findings.Result(Name, evidence.Driver.Expected.Restores, "no unkill was asked for");
    }

    private static void Check(Incident incident, UnkillRequest request, CheckFindings findings)
    {
        var here = $"Request {request.Number} of {incident.IncidentId} ({incident.Scope}, {request.Status})";
        var approvers = Approvers(request);
        if (approvers.Any(a => People.IsSame(a.Id, request.Requester?.Id ?? request.AskedBy)))
            findings.Wrong($"{here} was approved by {request.AskedBy}, who had asked for it.");
        foreach (var twice in request.Decisions.CountBy(d => d.By).Where(d => d.Value > 1))
            findings.Wrong($"{here} was decided {twice.Value} times by {twice.Key}.");
        var ends = request.Decisions.Count(d => d.Verdict != Verdict.Approve);
        if (ends > 1 || (ends == 1 && request.Decisions[^1].Verdict == Verdict.Approve) || request.Decisions.Count(d => d.Verdict == Verdict.Approve) > request.Quorum)
            findings.Wrong($"{here} was decided again after its end: {string.Join(", ", request.Decisions.Select(d => $"{d.Verdict} by {d.By}"))}.");
        var least = (incident.Scope.Kind == ScopeKind.Global ? 2 : 1) + (request.Requester is null ? 1 : 0);
        if (request.Quorum < least)
            findings.Wrong($"{here} took {request.Quorum} approvers, and had to take {least}.");
        if (request.Status == RequestStatus.Approved && approvers.Count < request.Quorum)
            findings.Wrong($"{here} was approved by {approvers.Count} of {request.Quorum}.");
        if (request.Status != RequestStatus.Voided && request.CausesSeen < incident.CauseCount && (request.IsOpen || request.Status == RequestStatus.Approved))
            findings.Wrong($"{here} saw {request.CausesSeen} causes, there are {incident.CauseCount}, and it was not voided.");
    }

    /// <summary>Also where the incident's document was doctored, or has forgotten: the audit tells who decided what.</summary>
    private static void CheckAudit(ChaosEvidence evidence, Dictionary<string, (Incident Incident, UnkillRequest Request)> requests, CheckFindings findings)
    {
        var verdicts = new[] { "APPROVE", "REJECT", "WITHDRAW" };
        foreach (var step in evidence.Steps.Where(s => s.Audit.Step == Audits.ApprovalDecided && verdicts.Contains(s.Audit.Outcome)))
        {
            findings.Looked();
            var here = $"{step.Audit.Outcome} by {step.Audit.Actor} ({step.Place.In(Topics.Audit)})";
            if (step.Audit.CmdId is null || !requests.TryGetValue(step.Audit.CmdId, out var found))
            {
                if (!evidence.Store.Incidents.TryGetValue(step.Audit.IncidentId ?? "", out var incident) || incident.RequestCount == incident.Requests.Count)
                    findings.Wrong($"{here} is about a request that nobody made.");
            }
            else if (step.Audit.Outcome == "APPROVE" && People.IsSame(step.Audit.Actor, found.Request.Requester?.Id ?? found.Request.AskedBy))
                findings.Wrong($"{here} is by who asked for it.");
            else if (!found.Request.Decisions.Any(d => d.By == Person.FromId(step.Audit.Actor) && d.Verdict.ToString().Equals(step.Audit.Outcome, StringComparison.OrdinalIgnoreCase)))
                findings.Wrong($"{here} is not among the decisions of request {found.Request.Number} of {found.Incident.IncidentId}.");
        }
    }

    private static void Check(
        StateFact active, List<StateFact> states, ChaosEvidence evidence, Dictionary<string, (Incident Incident, UnkillRequest Request)> requests, CheckFindings findings)
    {
        var state = active.State!;
        var here = $"ACTIVE of {state.Scope} ({active.Place.In(Topics.State)}, version {state.Version}, {state.IncidentId})";
        if (!requests.TryGetValue(state.LastCmdId, out var found))
        {
            if (!evidence.Store.Incidents.TryGetValue(state.IncidentId, out var forgetful) || forgetful.RequestCount == forgetful.Requests.Count)
                findings.Wrong($"{here} follows from no unkill request.");
            return;
        }
        var (incident, request) = found;
        if (incident.IncidentId != state.IncidentId)
            findings.Wrong($"{here} follows from a request of {incident.IncidentId}.");
        if (request.Status is not (RequestStatus.Approved or RequestStatus.Voided) || Approvers(request).Count < request.Quorum)
            findings.Wrong($"{here} follows from request {request.Number}, which is {request.Status} with {Approvers(request).Count} of {request.Quorum} approvals.");
        // A cause that the request had not seen must be followed by a KILLED above this ACTIVE.
        foreach (var cause in incident.Causes.Where(c => c.Number > request.CausesSeen))
        {
            if (!states.Any(s => s.State!.IncidentId == incident.IncidentId && s.State.Status == KillStatus.Killed && s.State.Version > state.Version && s.State.Causes.Contains(cause.CmdId)))
                findings.Wrong($"{here} was approved by who had seen {request.CausesSeen} causes, and no KILLED with cause {cause.Number} ({cause.CmdId}) stands above it.");
        }
    }

    private static void Expect(ChaosEvidence evidence, List<StateFact> states, CheckFindings findings)
    {
        if (evidence.Driver.Expected.Restores && states.All(s => s.State!.Status != KillStatus.Active))
            findings.Wrong("Nothing to check: no scope was restored, and some should have been.");
        if (evidence.Driver.Expected.GlobalRestores && !states.Any(s => s.State!.Status == KillStatus.Active && s.State.Scope.Kind == ScopeKind.Global))
            findings.Wrong("Nothing to check: GLOBAL was not restored, and should have been.");
    }

    private static List<Person> Approvers(UnkillRequest request) =>
        [.. request.Decisions.Where(d => d.Verdict == Verdict.Approve).Select(d => d.By).Distinct()];
}
