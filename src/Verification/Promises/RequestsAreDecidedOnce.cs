using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>Each unkill request by its document and by the audit.</summary>
internal sealed class RequestsAreDecidedOnce : IPromise
{
    private static readonly string[] Verdicts = ["APPROVE", "REJECT", "WITHDRAW"];

    public string Name => "No request was decided twice, by too few, or outlived a newer kill";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit);
        var requests = new RequestsByCommand(facts.Store);
        foreach (var (incident, request) in requests.All)
        {
            finding.Looked();
            foreach (var problem in Problems(incident, request))
                finding.Wrong($"Request {request.Number} of {incident.IncidentId} ({incident.Scope}, {request.Status}) {problem}");
        }
        // Also where the incident's document was doctored, or has forgotten: the audit tells who decided what.
        foreach (var step in facts.StepsOfRun.Where(s => s.Audit.Step == Audits.ApprovalDecided && Verdicts.Contains(s.Audit.Outcome)))
        {
            finding.Looked();
            if (Problem(step.Audit, requests) is { } problem)
                finding.Wrong($"{step.Audit.Outcome} by {step.Audit.Actor} ({step.Place.In(Topics.Audit)}) {problem}");
        }
        return finding.Result(Name, "Each by its document and by the audit.", options.Expected.Restore, "no unkill was asked for");
    }

    private static IEnumerable<string> Problems(Incident incident, UnkillRequest request)
    {
        foreach (var twice in request.Decisions.CountBy(d => d.By).Where(d => d.Value > 1))
            yield return $"was decided {twice.Value} times by {twice.Key}.";
        var ends = request.Decisions.Count(d => d.Verdict != Verdict.Approve);
        if (ends > 1 || (ends == 1 && request.Decisions[^1].Verdict == Verdict.Approve) || request.Approvals > request.Quorum)
            yield return $"was decided again after its end: {string.Join(", ", request.Decisions.Select(d => $"{d.Verdict} by {d.By}"))}.";
        var least = (incident.Scope.Kind == ScopeKind.Global ? 2 : 1) + (request.Requester is null ? 1 : 0);
        if (request.Quorum < least)
            yield return $"took {request.Quorum} approvers, and had to take {least}.";
        if (request.Status == RequestStatus.Approved && Approvers.Of(request).Count < request.Quorum)
            yield return $"was approved by {Approvers.Of(request).Count} of {request.Quorum}.";
        if (request.CausesSeen < incident.CauseCount && (request.IsOpen || request.Status == RequestStatus.Approved))
            yield return $"saw {request.CausesSeen} causes, there are {incident.CauseCount}, and it was not voided.";
    }

    private static string? Problem(StepAudit decision, RequestsByCommand requests)
    {
        if (!requests.TryFind(decision.CmdId, out var incident, out var request))
            return requests.MayBeForgotten(decision.IncidentId) ? null : "is about a request that nobody made.";
        var theirs = request.Decisions.Where(d => Approvers.IsBy(decision.Actor, d.By));
        return theirs.Any(d => d.Verdict.ToString().Equals(decision.Outcome, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"is not among the decisions of request {request.Number} of {incident.IncidentId}.";
    }
}
