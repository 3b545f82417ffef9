using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Chaos.Checks;

/// <summary>The state topic by itself, and each record of it against the incident that it says it is of.</summary>
internal sealed class VersionsOnlyRise : IChaosCheck
{
    public string Name => "Versions only rise, and every state is one of its incident's";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var last = new Dictionary<string, StateFact>(StringComparer.Ordinal);
        var again = 0L;
        foreach (var record in StateRecords.Of(evidence.State))
        {
            findings.Looked();
            var here = record.Place.In(Topics.State);
            if (record.State is not { } state || record.Scope != state.Scope)
            {
                findings.Wrong($"{here} is no state of {record.Scope?.ToString() ?? "a scope"}.");
                continue;
            }
            if (last.TryGetValue(state.Scope.ToString(), out var before))
            {
                if (state.Version < before.State!.Version)
                    findings.Wrong($"{here}: version {state.Version} of {state.Scope} stands behind version {before.State.Version} ({before.Place.In(Topics.State)}).");
                else if (state.Version == before.State.Version && record.Value != before.Value)
                    findings.Wrong($"{here} has version {state.Version} of {state.Scope}, as {before.Place.In(Topics.State)} has, and says something else.");
                else if (state.Version == before.State.Version)
                    again++;
            }
            if (before is null || state.Version >= before.State!.Version)
                last[state.Scope.ToString()] = record;
            if (ProblemOf(state, evidence.Store) is { } problem)
                findings.Wrong($"{here} ({state.Scope}, {state.Status}, version {state.Version}) {problem}");
        }
        findings.Count(again, "states published again, unchanged");
        return findings.Result(Name, evidence.Driver.Expected.Kills, "no state was published");
    }

    private static string? ProblemOf(KillState state, StoreContents store)
    {
        if (!store.Incidents.TryGetValue(state.IncidentId, out var incident))
            return $"is of {state.IncidentId}, which the store does not know.";
        if (incident.Scope != state.Scope)
            return $"is of {state.IncidentId}, which is about {incident.Scope}.";
        return state.Status == KillStatus.Killed ? ProblemOfKilled(state, incident) : ProblemOfActive(state, incident);
    }

    private static string? ProblemOfKilled(KillState state, Incident incident)
    {
        if (incident.Causes.FirstOrDefault(c => c.CmdId == state.LastCmdId) is not { } cause)
            return incident.CauseCount > incident.Causes.Count ? null : $"was led to by {state.LastCmdId}, which is no cause of {incident.IncidentId}.";
        return cause.TriggeredBy == state.UpdatedBy ? null : $"says it is by {state.UpdatedBy}; its cause is by {cause.TriggeredBy}.";
    }

    private static string? ProblemOfActive(KillState state, Incident incident)
    {
        if (incident.Requests.FirstOrDefault(r => r.CmdId == state.LastCmdId) is not { } request)
            return incident.RequestCount > incident.Requests.Count ? null : $"was led to by {state.LastCmdId}, which is no request of {incident.IncidentId}.";
        return request.Decisions.Any(d => People.IsSame(d.By.Name, state.UpdatedBy)) ? null : $"says it is by {state.UpdatedBy}, who did not decide request {request.Number}.";
    }
}
