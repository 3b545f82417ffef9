using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>The ledger against the commands' topic, and against what approvals the store holds.</summary>
internal sealed class AcceptedCommandsAreKept : IChaosCheck
{
    public string Name => "Every command and every decision that was accepted from its sender was kept";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var commands = CommandFacts.Of(evidence.Commands).ToLookup(c => c.Command.CmdId, StringComparer.Ordinal);
        foreach (var entry in evidence.Driver.Ledger.Commands)
        {
            findings.Looked();
            if (!commands[entry.CmdId].Any(c => c.Command.Scope == entry.Scope && c.Command.Action == entry.Action))
                findings.Wrong($"{entry.Action} of {entry.Scope} ({entry.CmdId}, by {entry.By}) was accepted at {entry.Accepted} and is not in {Topics.Commands}.");
        }
        foreach (var entry in evidence.Driver.Ledger.Decisions)
        {
            findings.Looked();
            // Of an incident, the latest ten requests are kept.
            if (!evidence.Store.Incidents.TryGetValue(entry.IncidentId, out var incident))
                findings.Wrong($"{entry.Verdict} by {entry.By} was accepted at {entry.Accepted} for {entry.IncidentId}, which the store does not know.");
            else if (incident.RequestCount - entry.Request < incident.Requests.Count
                && !(incident.FindRequest(entry.Request)?.Decisions.Any(d => d.Verdict == entry.Verdict && People.IsSame(d.By.Name, entry.By)) ?? false))
                findings.Wrong($"{entry.Verdict} by {entry.By} was accepted at {entry.Accepted} for request {entry.Request} of {entry.IncidentId}, and is not among its decisions.");
        }
        return findings.Result(Name, expected: evidence.Driver.Expected.Kills, "no command was accepted");
    }
}
