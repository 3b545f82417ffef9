using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Checks;

/// <summary>The fold of the state topic, the incidents in the store and the executions tell one story.</summary>
internal sealed class IncidentsAreOpenAsLongAsKilled : IChaosCheck
{
    public string Name => "Every incident is open exactly as long as its scope is killed and its execution runs";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var last = StateRecords.Of(evidence.State).Where(s => s.State is not null && s.State.Scope == s.Scope)
            .GroupBy(s => s.State!.Scope).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Place.Offset).Aggregate((a, b) => b.State!.Version > a.State!.Version ? b : a));
        var executions = evidence.Executions.ToDictionary(NameOf, StringComparer.Ordinal);
        foreach (var pointer in evidence.Store.Pointers)
        {
            findings.Looked();
            if (!evidence.Store.Incidents.TryGetValue(pointer.IncidentId, out var incident))
                findings.Wrong($"{pointer.IncidentId} ({pointer.Scope}) is known to the store, and its document is not there.");
            else
                Check(incident, last, executions, findings);
        }
        foreach (var (scope, state) in last.Where(s => s.Value.State!.Status == KillStatus.Killed))
        {
            findings.Looked();
            if (evidence.Store.Scopes.GetValueOrDefault(scope)?.OpenIncident is not { } open)
                findings.Wrong($"{scope} is KILLED ({state.Place.In(Topics.State)}) and no incident is open.");
            else if (open.IncidentId != state.State!.IncidentId)
                findings.Wrong($"{scope} is KILLED by {state.State.IncidentId} ({state.Place.In(Topics.State)}) and {open.IncidentId} is open.");
        }
        foreach (var execution in evidence.Executions.Where(e => e.Status == "RUNNING" && !evidence.Store.Incidents.Values.Any(i => i.IsOpen && i.ExecutionName == NameOf(e))))
            findings.Wrong($"{NameOf(execution)} runs, and no open incident is carried by it.");
        NoteRepairs(evidence, findings);
        return findings.Result(Name, evidence.Driver.Expected.Kills, "no incident was opened");
    }

    private static void Check(Incident incident, Dictionary<Scope, StateFact> last, Dictionary<string, ExecutionEvidence> executions, CheckFindings findings)
    {
        var here = $"{incident.IncidentId} ({incident.Scope}, {incident.Phase})";
        var status = executions.GetValueOrDefault(incident.ExecutionName)?.Status ?? "not there";
        if (status != (incident.IsOpen ? "RUNNING" : "SUCCEEDED"))
            findings.Wrong($"{here} is carried by {incident.ExecutionName}, which is {status}.");
        if (last.GetValueOrDefault(incident.Scope) is not { } state)
            findings.Wrong($"{here} has no state in {Topics.State}.");
        else if (incident.IsOpen && (state.State!.Status, state.State.IncidentId) != (KillStatus.Killed, incident.IncidentId))
            findings.Wrong($"{here} is open and its scope is {state.State.Status} by {state.State.IncidentId} ({state.Place.In(Topics.State)}).");
        else if (!incident.IsOpen && state.State!.IncidentId == incident.IncidentId && state.State.Status != KillStatus.Active)
            findings.Wrong($"{here} is closed and its scope is {state.State.Status} ({state.Place.In(Topics.State)}).");
        if (!incident.IsOpen && incident.Restored is not { ConfirmedTs: not null })
            findings.Wrong($"{here} is closed and never published ACTIVE.");
    }

    private static void NoteRepairs(ChaosEvidence evidence, CheckFindings findings)
    {
        foreach (var act in evidence.Steps.Where(s => s.Audit.Service == Audits.Recovery).GroupBy(s => s.Audit.Step))
            findings.Count(act.Count(), $"times the recovery stepped in: {act.Key}");
    }

    private static string NameOf(ExecutionEvidence execution) => execution.Arn[(execution.Arn.LastIndexOf(':') + 1)..];
}
