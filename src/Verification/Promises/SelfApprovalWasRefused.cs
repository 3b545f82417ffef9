using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Verification.Promises;

/// <summary>Nobody approved a request of their own, and who tried was refused, on the record.</summary>
internal sealed class SelfApprovalWasRefused : IPromise
{
    public string Name => "Nobody approved their own request";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit);
        var steps = facts.StepsOfRun.Select(s => s.Audit).ToList();
        var refused = steps.Where(s => s is { Outcome: StepAudit.Refused, RefusalCode: nameof(RefusalCode.SelfApproval) }).ToList();
        finding.Looked(refused.Count);
        var approvals = steps.Where(s => s.Outcome == "APPROVE").ToLookup(s => (s.IncidentId, s.CmdId));
        foreach (var incident in facts.Store.Incidents.Values)
        {
            foreach (var request in incident.Requests)
            {
                var asker = Approvers.AskerOf(request);
                foreach (var own in request.Decisions.Where(d => d.Verdict == Verdict.Approve && d.By == asker))
                    finding.Wrong($"{own.By} approved their own request {request.Number} of {incident.IncidentId}.");
                // Also where the incident's record was doctored: the audit tells who decided what.
                foreach (var said in approvals[(incident.IncidentId, request.CmdId)].Where(s => Approvers.IsBy(s.Actor, asker)))
                    finding.Wrong($"By the audit {said.Actor} approved their own request {request.Number} of {incident.IncidentId}.");
            }
        }
        var who = string.Join(", ", refused.Select(s => s.Actor).Distinct().Order(StringComparer.Ordinal));
        return finding.Result(Name, $"Tried and refused: {who}.", options.Expected.SelfApproval, "nobody tried to");
    }
}
