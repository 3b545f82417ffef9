using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// However often, late or out of order a command was delivered: a kill opened one incident or became one cause, an unkill became one
/// request, or it was refused and the audit says why. And nothing has an effect that nobody commanded.
/// </summary>
internal sealed class EveryCommandHasOneEffect : IPromise
{
    public string Name => "Every command has one effect, and no effect is without a command";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Commands, Topics.Audit);
        var (store, records) = (facts.Store, facts.CommandsOfRun.ToList());
        var effects = new CommandEffects(store);
        var refused = facts.Steps.Where(s => s.Audit.Step == Audits.CommandRefused).Select(s => s.Audit.CmdId).ToHashSet();
        foreach (var command in records.GroupBy(r => (r.Command.CmdId, r.Command.Scope, r.Command.Action, r.Command.Reason)))
        {
            finding.Looked(command.Count());
            var (given, place) = (command.First().Command, command.First().Place.In(Topics.Commands));
            var here = $"{given.Action} of {given.Scope} ({given.CmdId}, {place}, delivered {command.Count()} times)";
            if (IdOf(given, store) is not { } id)
            {
                if (given.Action == CommandAction.Kill || !refused.Contains(given.CmdId))
                    finding.Wrong($"{here} had no effect and was not refused.");
                continue;
            }
            if (effects.ProblemOf(store.Commands[id]) is { } problem)
                finding.Wrong($"{here} {problem}");
            if (store.Commands[id].Outcome == CommandOutcome.Refused && !refused.Contains(given.CmdId))
                finding.Wrong($"{here} was refused ({store.Commands[id].RefusalCode}), and the audit does not know of it.");
        }
        var commanded = facts.Commands.Select(c => IdOf(c.Command, store)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (cmdId, effect) in effects.All.Where(e => !commanded.Contains(e.CmdId)))
            finding.Wrong($"{effect} by {cmdId}, which nobody commanded.");
        var repeats = records.Count - records.DistinctBy(r => (r.Command.CmdId, r.Command.Scope)).Count();
        finding.Count(repeats, "repeated deliveries, without effect");
        if (repeats == 0 && options.Expected.Repeats)
            finding.Wrong("Not provable: no command was delivered twice, and some should have been.");
        return finding.Result(Name, "Compared with the incidents in the store.", options.Expected.Kill, "no command is in the topic");
    }

    /// <summary>Under which id a command was handled. A kill that comes under an id used before gets one of its own.</summary>
    private static string? IdOf(Command command, StoreContents store)
    {
        if (Is(store.Commands.GetValueOrDefault(command.CmdId)))
            return command.CmdId;
        var own = IncidentNames.OwnId(command);
        return command.Action == CommandAction.Kill && Is(store.Commands.GetValueOrDefault(own)) ? own : null;

        bool Is(HandledCommand? handled) => handled is not null
            && (handled.Scope, handled.Action, handled.Reason) == (command.Scope, command.Action, command.Reason);
    }
}
