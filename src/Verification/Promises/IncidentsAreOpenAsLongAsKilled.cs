using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>The fold of the state topic, the incidents in the store and the executions tell one story.</summary>
internal sealed class IncidentsAreOpenAsLongAsKilled : IPromise
{
    public string Name => "Every incident is open exactly as long as its scope is killed and its execution runs";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.State);
        // Of equal versions the first.
        var last = facts.States.Where(s => s.IsState)
            .GroupBy(s => s.State!.Scope).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Place.Offset).MaxBy(s => s.State!.Version)!);
        var executions = facts.Executions.ToDictionary(e => e.Name, StringComparer.Ordinal);
        foreach (var pointer in facts.Store.Pointers)
        {
            finding.Looked();
            if (!facts.Store.Incidents.TryGetValue(pointer.IncidentId, out var incident))
                finding.Wrong($"{pointer.IncidentId} ({pointer.Scope}) is known to the store, and its document is not there.");
            else
                Check(incident, last, executions, finding);
        }
        foreach (var (scope, state) in last.Where(s => s.Value.State!.Status == KillStatus.Killed))
        {
            finding.Looked();
            var here = state.Place.In(Topics.State);
            if (facts.Store.Scopes.GetValueOrDefault(scope)?.OpenIncident is not { } open)
                finding.Wrong($"{scope} is KILLED ({here}) and no incident is open.");
            else if (open.IncidentId != state.State!.IncidentId)
                finding.Wrong($"{scope} is KILLED by {state.State.IncidentId} ({here}) and {open.IncidentId} is open.");
        }
        var carrying = facts.Store.Incidents.Values.Where(i => i.IsOpen).Select(i => i.ExecutionName).ToHashSet(StringComparer.Ordinal);
        foreach (var execution in facts.Executions.Where(e => e.Status == "RUNNING" && !carrying.Contains(e.Name)))
            finding.Wrong($"{execution.Name} runs, and no open incident is carried by it.");
        foreach (var act in facts.StepsOfRun.Where(s => s.Audit.Service == Audits.Recovery).GroupBy(s => s.Audit.Step))
            finding.Count(act.Count(), $"times the recovery stepped in: {act.Key}");
        return finding.Result(
            Name, "The state topic, the store and the executions tell one story.", options.Expected.Kill, "no incident was opened");
    }

    private static void Check(
        Incident incident, Dictionary<Scope, StateFact> last, Dictionary<string, ExecutionFact> executions, Finding finding)
    {
        var here = $"{incident.IncidentId} ({incident.Scope}, {incident.Phase})";
        var status = executions.GetValueOrDefault(incident.ExecutionName)?.Status ?? "not there";
        if (status != (incident.IsOpen ? "RUNNING" : "SUCCEEDED"))
            finding.Wrong($"{here} is carried by {incident.ExecutionName}, which is {status}.");
        if (last.GetValueOrDefault(incident.Scope) is not { State: { } state, Place: var place })
            finding.Wrong($"{here} has no state in {Topics.State}.");
        else if (incident.IsOpen && (state.Status, state.IncidentId) != (KillStatus.Killed, incident.IncidentId))
            finding.Wrong($"{here} is open and its scope is {state.Status} by {state.IncidentId} ({place.In(Topics.State)}).");
        else if (!incident.IsOpen && state.IncidentId == incident.IncidentId && state.Status != KillStatus.Active)
            finding.Wrong($"{here} is closed and its scope is {state.Status} ({place.In(Topics.State)}).");
        if (!incident.IsOpen && incident.Restored is not { ConfirmedTs: not null })
            finding.Wrong($"{here} is closed and never published ACTIVE.");
    }
}
