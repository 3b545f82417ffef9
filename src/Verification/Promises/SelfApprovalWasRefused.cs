using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Verification.Promises;

/// <summary>(f) Nobody approved a request of their own, and who tried was refused, on the record.</summary>
internal sealed class SelfApprovalWasRefused : IPromise
{
    public const string Name = "Nobody approved their own request";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Audit);
        var refused = run.Steps.Where(s => s.Outcome == StepAudit.Refused && s.RefusalCode is nameof(RefusalCode.SelfApproval) or "306").ToList();
        finding.Looked(refused.Count);
        foreach (var incident in run.Incidents)
        {
            foreach (var request in incident.Requests)
            {
                foreach (var own in request.Decisions.Where(d => d.Verdict == Verdict.Approve && People.IsSame(d.By, request.AskedBy)))
                    finding.Wrong($"{own.By} approved their own request {request.Number} of {incident.IncidentId}.");
                // Also where the incident's record was doctored: the audit tells who decided what.
                foreach (var said in run.Steps.Where(s => s.IncidentId == incident.IncidentId && s.CmdId == request.CmdId && s.Outcome == "APPROVE" && People.IsSame(s.Actor, request.AskedBy)))
                    finding.Wrong($"By the audit {said.Actor} approved their own request {request.Number} of {incident.IncidentId}.");
            }
        }
        return finding.Result(
            $"Tried and refused: {string.Join(", ", refused.Select(s => s.Actor).Distinct().Order(StringComparer.Ordinal))}.", run.Expected.SelfApproval, "Nobody tried to.");
    }
}
