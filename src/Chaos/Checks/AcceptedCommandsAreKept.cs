using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.People;

namespace KillSwitch.Chaos.Checks;

/// <summary>The ledger against the commands' topic, and against what approvals the store holds.</summary>
internal sealed class AcceptedCommandsAreKept : IChaosCheck
{
    private const string Name = "Every command and every decision that was accepted from its sender was kept";

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        var commands = evidence.Facts.Commands.ToLookup(c => c.Command.CmdId, StringComparer.Ordinal);
        foreach (var entry in evidence.Driver.Ledger.Commands)
        {
            finding.Looked();
            if (!commands[entry.CmdId].Any(c => c.Command.Scope == entry.Scope && c.Command.Action == entry.Action))
            {
                finding.Wrong($"{entry.Action} of {entry.Scope} ({entry.CmdId}, by {entry.By}) was accepted at {entry.Accepted} "
                    + $"and is not in {Topics.Commands}.");
            }
        }
        foreach (var entry in evidence.Driver.Ledger.Decisions)
        {
            finding.Looked();
            var said = $"{entry.Verdict} by {entry.By} was accepted at {entry.Accepted}";
            // Of an incident, the latest ten requests are kept.
            if (!evidence.Facts.Store.Incidents.TryGetValue(entry.IncidentId, out var incident))
                finding.Wrong($"{said} for {entry.IncidentId}, which the store does not know.");
            else if (incident.RequestCount - entry.Request < incident.Requests.Count && !IsKept(entry, incident))
                finding.Wrong($"{said} for request {entry.Request} of {entry.IncidentId}, and is not among its decisions.");
        }
        return finding.Result(Name, "Compared with the topic and the store.", evidence.Driver.Expected.Kill, "no command was accepted");
    }

    private static bool IsKept(LedgerDecision entry, Incident incident) => incident.FindRequest(entry.Request) is { } request
        && request.Decisions.Any(d => d.Verdict == entry.Verdict && d.By == Person.Find(entry.By));
}
