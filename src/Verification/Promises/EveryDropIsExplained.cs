using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// From every dropped order one finds the kill, the incident, its execution, and the person or detector behind it; from one that was sent
/// before a restore, the restore with its incident.
/// </summary>
internal sealed class EveryDropIsExplained : IPromise
{
    public string Name => "Every dropped order leads to a kill, an incident, an execution, and who caused it";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit, Topics.Commands, Topics.RiskSignals);
        var falseAlarms = facts.CommandsOfRun.Select(c => c.Command).Where(c => options.Expected.Quiet && c.Action == CommandAction.Kill);
        foreach (var kill in falseAlarms)
            finding.Wrong($"A false alarm: {kill.TriggeredBy} killed {kill.Scope}, where nothing was to be killed ({kill.Reason})");
        var explanations = new Explanations(facts, options.IsCalm);
        var why = new Dictionary<(Scope, NamedKill, bool IsSentBefore), string?>();
        foreach (var drop in facts.Decisions.Where(d => d.Decision == Decision.Drop))
        {
            finding.Looked();
            if (drop.Kill is not { CmdId: { } cmdId, IncidentId: { } incidentId } kill)
            {
                // In sequence, what a successor holds back as later orders are out already has no kill.
                if (options.Delivery != DeliveryMode.Sequenced || drop.Matches.Count > 0)
                    finding.Wrong($"{drop.Source.AsId}: held back without a kill: {drop.Kill?.Reason}.");
                continue;
            }
            var scope = drop.Matches is [var widest, ..] ? widest : default;
            var named = (scope, kill, drop.IsSentBefore);
            if (!why.TryGetValue(named, out var problem))
            {
                why[named] = problem = drop.IsSentBefore
                    ? explanations.ProblemOfRestore(scope, kill, incidentId)
                    : explanations.ProblemOf(cmdId, incidentId);
            }
            if (problem is not null)
                finding.Wrong($"{drop.Source.AsId}: {problem}");
        }
        var basis = $"{why.Count} kill{(why.Count == 1 ? "" : "s")} or restore{(why.Count == 1 ? "" : "s")}, followed to the end.";
        return finding.Result(Name, basis, options.Expected.Kill, "no order was dropped");
    }

    /// <param name="facts">Where to look.</param>
    /// <param name="signalled">Whether a detector's kill must have a signal: the two are written one after the other.</param>
    private sealed class Explanations(RunFacts facts, bool signalled)
    {
        private readonly HashSet<string> _executions = [.. facts.Executions.Select(e => e.Name)];
        private readonly HashSet<string> _signals = [.. facts.Signals.Select(s => s.CorrId)];
        private readonly ILookup<string, Command> _kills = facts.Commands.Select(c => c.Command).Where(c => c.Action == CommandAction.Kill)
            .SelectMany(c => new[] { (Id: c.CmdId, Command: c), (Id: IncidentNames.OwnId(c), Command: c) })
            .ToLookup(c => c.Id, c => c.Command, StringComparer.Ordinal);

        public string? ProblemOf(string cmdId, string incidentId)
        {
            if (UnrecordedKills.IncidentOf(facts.Store, incidentId, cmdId) is not { } incident)
                return $"there is no incident {incidentId}.";
            if (ProblemOf(incident.IncidentId) is { } problem)
                return problem;
            var cause = incident.Causes.FirstOrDefault(c => c.CmdId == cmdId);
            // An incident keeps its first and latest causes; a forgotten one may have been the recovery's.
            if (cause is null && incident.CauseCount == incident.Causes.Count)
                return $"{cmdId} is no cause of {incidentId}.";
            // What the recovery found killed in the topic, nobody commanded.
            if (cause?.TriggeredBy == Audits.Recovery)
                return null;
            if (_kills[cmdId].FirstOrDefault() is not { } command)
                return cause is null ? null : $"the kill {cmdId} is not in {Topics.Commands}.";
            if (string.IsNullOrWhiteSpace(command.TriggeredBy))
                return $"nobody stands behind {cmdId}.";
            return signalled && command.TriggeredBy == Command.DetectorActor && !_signals.Contains(command.CorrId)
                ? $"the detector's kill {cmdId} has no signal."
                : null;
        }

        public string? ProblemOfRestore(Scope scope, NamedKill restore, string incidentId)
        {
            var state = facts.States.FirstOrDefault(s => s.IsState && s.Scope == scope && s.State!.Version == restore.StateVersion)?.State;
            return state is { Status: KillStatus.Active } && state.IncidentId == incidentId && state.LastCmdId == restore.CmdId
                ? ProblemOf(incidentId)
                : $"version {restore.StateVersion} is no restore of {scope} by {restore.CmdId} ({incidentId}).";
        }

        private string? ProblemOf(string incidentId)
        {
            if (!facts.Store.Incidents.TryGetValue(incidentId, out var incident))
                return $"there is no incident {incidentId}.";
            return _executions.Contains(incident.ExecutionName)
                ? null
                : $"the execution of {incidentId} ({incident.ExecutionName}) is not there.";
        }
    }
}
