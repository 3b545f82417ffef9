using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Promises;

/// <summary>(e) From every dropped order one finds the kill, the incident, its execution, and the person or detector behind it.</summary>
internal sealed class EveryDropIsExplained : IPromise
{
    public const string Name = "Every dropped order leads to a kill, an incident, an execution, and who caused it";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Audit, run.CommandsTopic, run.SignalsTopic);
        foreach (var (_, kill) in run.Commands.Where(c => run.Expected.Quiet && c.Value.Action == CommandAction.Kill))
            finding.Wrong($"A false alarm: {kill.TriggeredBy} killed {kill.Scope}, where nothing was to be killed ({kill.Reason})");
        var drops = run.Decisions.Where(d => d.Decision == Decision.Drop).ToList();
        var why = new Dictionary<(string?, string?), string?>();
        foreach (var drop in drops)
        {
            finding.Looked();
            var key = (drop.CmdId, drop.IncidentId);
            if (!why.TryGetValue(key, out var problem))
                why[key] = problem = Problem(run, drop);
            if (problem is not null)
                finding.Wrong($"{new OrderSource(drop.SourcePartition, drop.SourceOffset).AsId}: {problem}");
        }
        return finding.Result($"{why.Count} kill{(why.Count == 1 ? "" : "s")}, followed to the end.", run.Expected.Kill, "No order was dropped.");
    }

    private static string? Problem(RunFacts run, DecisionAudit drop)
    {
        if (drop.CmdId is null || drop.IncidentId is null)
            return $"held back without a kill: {drop.Reason}.";
        var command = run.Commands.FirstOrDefault(c => c.Value.CmdId == drop.CmdId)?.Value;
        if (command is not { Action: CommandAction.Kill })
            return $"the kill {drop.CmdId} is not in {run.CommandsTopic.Name}.";
        var incident = run.Incidents.FirstOrDefault(i => i.IncidentId == drop.IncidentId);
        if (incident is null)
            return $"there is no incident {drop.IncidentId}.";
        if (incident.Causes.All(c => c.CmdId != drop.CmdId))
            return $"{drop.CmdId} is no cause of {drop.IncidentId}.";
        if (run.Executions.All(e => e.Arn != incident.ExecutionArn))
            return $"the execution of {drop.IncidentId} ({incident.ExecutionName}) is not there.";
        if (string.IsNullOrWhiteSpace(command.TriggeredBy))
            return $"nobody stands behind {drop.CmdId}.";
        return command.TriggeredBy == Command.DetectorActor && run.Signals.All(s => s.Value.CorrId != command.CorrId)
            ? $"the detector's kill {drop.CmdId} has no signal."
            : null;
    }
}
