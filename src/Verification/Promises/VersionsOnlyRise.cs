using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// The state topic by itself, and each record of it against the incident that it says it is of. The very same state again is no new one.
/// A process that stood still may publish one again after newer ones; routers keep to the newest, and so must the topic, from which an
/// older one as the last would be all that compaction leaves.
/// </summary>
internal sealed class VersionsOnlyRise : IPromise
{
    public string Name => "Versions only rise, and every state is one of its incident's";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.State);
        var last = new Dictionary<Scope, StateFact>();
        var seen = new HashSet<(Scope Scope, Fingerprint Value)>();
        var outlived = new Dictionary<Scope, string>();
        var (again, late, righted) = (0L, 0L, 0L);
        foreach (var record in facts.States)
        {
            finding.Looked();
            var (here, isOfRun) = (record.Place.In(Topics.State), facts.IsOfRun(Topics.State, record.Place));
            if (!record.IsState)
            {
                if (isOfRun)
                    finding.Wrong($"{here} is no state of {record.Scope?.ToString() ?? "a scope"}.");
                continue;
            }
            var state = record.State!;
            if (last.TryGetValue(state.Scope, out var before) && OrderProblem(record, before) is { } disorder)
            {
                if (UnrecordedKills.MayBeOvertakenBy(before.State!, state))
                    late++;
                else if (state.Version < before.State!.Version && seen.Contains((state.Scope, record.Value)))
                    outlived[state.Scope] = $"{here}: {disorder}";
                else
                    finding.Wrong($"{here}: {disorder}");
            }
            else if (state.Version == before?.State!.Version)
                again++;
            if (before is null || state.Version >= before.State!.Version)
            {
                last[state.Scope] = record;
                righted += outlived.Remove(state.Scope) ? 1 : 0;
            }
            seen.Add((state.Scope, record.Value));
            if (isOfRun && ProblemOf(state, facts.Store) is { } problem)
                finding.Wrong($"{here} ({state.Scope}, {state.Status}, version {state.Version}) {problem}");
        }
        foreach (var disorder in outlived.Values)
            finding.Wrong($"{disorder} The newer one was not published again behind it.");
        finding.Count(righted, "times a state that was published again stood behind a newer one, which then was, too");
        finding.Count(again, "states published again, unchanged");
        finding.Count(late, "times KILLED stood behind a later KILLED that had been published without a record");
        return finding.Result(Name, "In the order they stand in the topic.", options.Expected.Kill, "no state was published");
    }

    private static string? OrderProblem(StateFact record, StateFact before)
    {
        var (state, there) = (record.State!, before.Place.In(Topics.State));
        if (record.Place.Partition != before.Place.Partition)
            return $"{state.Scope} stands in more than one partition ({there}).";
        if (state.Version < before.State!.Version)
            return $"version {state.Version} of {state.Scope} stands behind version {before.State.Version} ({there}).";
        return state.Version == before.State.Version && record.Value != before.Value
            ? $"version {state.Version} of {state.Scope} is also that of {there}, which says something else."
            : null;
    }

    private static string? ProblemOf(KillState state, StoreContents store)
    {
        if (UnrecordedKills.IncidentOf(store, state.IncidentId, state.LastCmdId) is not { } incident)
            return $"is of {state.IncidentId}, which the store does not know.";
        if (incident.Scope != state.Scope)
            return $"is of {state.IncidentId}, which is about {incident.Scope}.";
        return state.Status == KillStatus.Killed ? ProblemOfKilled(state, incident) : ProblemOfActive(state, incident);
    }

    private static string? ProblemOfKilled(KillState state, Incident incident)
    {
        if (incident.Causes.FirstOrDefault(c => c.CmdId == state.LastCmdId) is not { } cause)
        {
            return incident.CauseCount > incident.Causes.Count
                ? null
                : $"was led to by {state.LastCmdId}, which is no cause of {incident.IncidentId}.";
        }
        return cause.TriggeredBy == state.UpdatedBy ? null : $"says it is by {state.UpdatedBy}; its cause is by {cause.TriggeredBy}.";
    }

    private static string? ProblemOfActive(KillState state, Incident incident)
    {
        if (incident.Requests.FirstOrDefault(r => r.CmdId == state.LastCmdId) is not { } request)
        {
            return incident.RequestCount > incident.Requests.Count
                ? null
                : $"was led to by {state.LastCmdId}, which is no request of {incident.IncidentId}.";
        }
        return request.Decisions.Any(d => Approvers.IsBy(state.UpdatedBy, d.By))
            ? null
            : $"says it is by {state.UpdatedBy}, who did not decide request {request.Number}.";
    }
}
