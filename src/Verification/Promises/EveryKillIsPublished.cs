using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Verification.Promises;

/// <summary>From each kill that was taken in to the KILLED that names it as a cause.</summary>
internal sealed class EveryKillIsPublished : IPromise
{
    public string Name => "Every kill that was taken in is a cause of a published KILLED";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Commands, Topics.State);
        var published = facts.States
            .Where(s => s.State is { Status: KillStatus.Killed })
            .SelectMany(s => s.State!.Causes.Select(cause => (s.State.Scope, cause)))
            .ToHashSet();
        foreach (var command in facts.Store.Commands.Values.Where(c => c.Outcome is CommandOutcome.Opened or CommandOutcome.CauseAdded))
        {
            finding.Looked();
            if (!published.Contains((command.Scope, command.CmdId)))
                finding.Wrong($"KILL of {command.Scope} ({command.CmdId}, {command.IncidentId}) is in no KILLED of {Topics.State}.");
        }
        return finding.Result(Name, "By what the store says became of each command.", options.Expected.Kill, "no kill was taken in");
    }
}
