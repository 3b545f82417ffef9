using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Chaos.Checks;

/// <summary>
/// However often, late or out of order a command was delivered: a kill opened one incident or became one cause, an unkill became one
/// request, or it was refused and the audit says why. And nothing has an effect that nobody commanded.
/// </summary>
internal sealed class EveryCommandHasOneEffect : IChaosCheck
{
    public string Name => "Every command has one effect, and no effect is without a command";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var records = CommandFacts.Of(evidence.Commands);
        var effects = new CommandEffects(evidence.Store);
        var refused = evidence.Steps.Where(s => s.Audit.Step == Audits.CommandRefused).Select(s => s.Audit.CmdId).ToHashSet();
        var commanded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in records.GroupBy(r => (r.Command.CmdId, r.Command.Scope, r.Command.Action, r.Command.Reason)))
        {
            findings.Looked(command.Count());
            var first = command.First();
            var here = $"{first.Command.Action} of {first.Command.Scope} ({first.Command.CmdId}, {first.Place.In(Topics.Commands)}, delivered {command.Count()} times)";
            if (IdOf(first.Command, evidence.Store) is not { } id)
            {
                if (first.Command.Action == CommandAction.Kill || !refused.Contains(first.Command.CmdId))
                    findings.Wrong($"{here} had no effect and was not refused.");
                continue;
            }
            commanded.Add(id);
            if (effects.ProblemOf(evidence.Store.Commands[id]) is { } problem)
                findings.Wrong($"{here} {problem}");
            if (evidence.Store.Commands[id].Outcome == CommandOutcome.Refused && !refused.Contains(first.Command.CmdId))
                findings.Wrong($"{here} was refused ({evidence.Store.Commands[id].RefusalCode}), and the audit does not know of it.");
        }
        foreach (var (cmdId, effect) in effects.All.Where(e => !commanded.Contains(e.CmdId)))
            findings.Wrong($"{effect} by {cmdId}, which nobody commanded.");
        var repeats = records.Count - records.DistinctBy(r => (r.Command.CmdId, r.Command.Scope)).Count();
        findings.Count(repeats, "repeated deliveries, without effect");
        if (repeats == 0 && evidence.Driver.Expected.Repeats)
            findings.Wrong("Nothing to check: no command was delivered twice, and some should have been.");
        return findings.Result(Name, evidence.Driver.Expected.Kills, "no command is in the topic");
    }

    /// <summary>Under which id a command was handled. A kill that comes under an id used before gets one of its own.</summary>
    private static string? IdOf(Command command, StoreContents store)
    {
        if (Is(store.Commands.GetValueOrDefault(command.CmdId)))
            return command.CmdId;
        var own = IncidentNames.OwnId(command);
        return command.Action == CommandAction.Kill && Is(store.Commands.GetValueOrDefault(own)) ? own : null;

        bool Is(HandledCommand? handled) => handled is not null && handled.Scope == command.Scope && handled.Action == command.Action && handled.Reason == command.Reason;
    }
}
