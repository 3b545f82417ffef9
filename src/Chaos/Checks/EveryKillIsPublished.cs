using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Chaos.Checks;

/// <summary>From each kill that was taken in to the KILLED that names it as a cause.</summary>
internal sealed class EveryKillIsPublished : IChaosCheck
{
    public string Name => "Every kill that was taken in is a cause of a published KILLED";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var published = StateRecords.Of(evidence.State)
            .Where(s => s.State is { Status: KillStatus.Killed })
            .SelectMany(s => s.State!.Causes.Select(cause => (s.State.Scope, cause)))
            .ToHashSet();
        foreach (var command in evidence.Store.Commands.Values.Where(c => c.Outcome is CommandOutcome.Opened or CommandOutcome.CauseAdded))
        {
            findings.Looked();
            if (!published.Contains((command.Scope, command.CmdId)))
                findings.Wrong($"KILL of {command.Scope} ({command.CmdId}, {command.IncidentId}) is in no KILLED of {Topics.State}.");
        }
        return findings.Result(Name, evidence.Driver.Expected.Kills, "no kill was taken in");
    }
}
