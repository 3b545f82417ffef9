using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Verification.Promises;

/// <summary>What commands did to incidents, as the incidents show it.</summary>
internal sealed class CommandEffects
{
    private readonly StoreContents _store;
    private readonly ILookup<string, (Incident Incident, Cause Cause)> _causes;
    private readonly ILookup<string, (Incident Incident, int Request)> _requests;
    private readonly Dictionary<string, long> _handled;

    public CommandEffects(StoreContents store)
    {
        _store = store;
        _causes = store.Incidents.Values.SelectMany(i => i.Causes.Select(c => (i, c))).ToLookup(c => c.c.CmdId, StringComparer.Ordinal);
        _requests = store.Incidents.Values.SelectMany(i => i.Requests.Select(r => (Incident: i, Request: r)))
            .ToLookup(r => r.Request.CmdId, r => (r.Incident, r.Request.Number), StringComparer.Ordinal);
        _handled = store.Commands.Values
            .Where(c => c is { IncidentId: not null, Outcome: CommandOutcome.Opened or CommandOutcome.CauseAdded })
            .GroupBy(c => c.IncidentId!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.LongCount(), StringComparer.Ordinal);
    }

    /// <summary>Every cause and every request, but for what the recovery itself wrote down as its own.</summary>
    public IEnumerable<(string CmdId, string Effect)> All =>
        _causes.SelectMany(g => g).Where(c => c.Cause.TriggeredBy != Audits.Recovery)
            .Select(c => (c.Cause.CmdId, $"Cause {c.Cause.Number} was added to {c.Incident.IncidentId}"))
            .Concat(_requests.SelectMany(g => g.Select(r => (g.Key, $"Request {r.Request} was made in {r.Incident.IncidentId}"))));

    /// <summary>What is wrong with the effect of a handled command, to follow its name; null where it had the one it should.</summary>
    public string? ProblemOf(HandledCommand command)
    {
        var (causes, requests) = (_causes[command.CmdId].ToList(), _requests[command.CmdId].ToList());
        var effects = causes.Select(c => c.Incident.IncidentId).Concat(requests.Select(r => r.Incident.IncidentId)).ToList();
        if (effects.Count > 1)
            return $"had {effects.Count} effects: in {string.Join(", ", effects)}.";
        return command.Outcome switch
        {
            CommandOutcome.Refused => effects.Count == 0 ? null : "was refused and had an effect all the same.",
            CommandOutcome.Requested =>
                requests.Any(r => r.Incident.IncidentId == command.IncidentId) || IsForgotten(command, requests: true)
                    ? null
                    : $"asked in {command.IncidentId}, which has no such request.",
            CommandOutcome.Opened when IncidentNames.IncidentId(command.Scope, command.CmdId) != command.IncidentId =>
                $"opened {command.IncidentId}, which bears another command's name.",
            _ => causes.Any(c => c.Incident.IncidentId == command.IncidentId) || IsForgotten(command, requests: false)
                ? CountProblem(command.IncidentId!)
                : $"is a kill of {command.IncidentId}, which has no such cause.",
        };
    }

    /// <summary>An incident keeps its first and latest causes, and its latest requests.</summary>
    private bool IsForgotten(HandledCommand command, bool requests) =>
        _store.Incidents.TryGetValue(command.IncidentId!, out var incident)
        && (requests ? incident.RequestCount > incident.Requests.Count : incident.CauseCount > incident.Causes.Count);

    private string? CountProblem(string incidentId)
    {
        var incident = _store.Incidents[incidentId];
        var given = _handled[incidentId] + incident.Causes.Count(c => c.TriggeredBy == Audits.Recovery);
        // Where causes are forgotten, those that the recovery added can be among them.
        return incident.CauseCount < given || (incident.CauseCount > given && incident.CauseCount == incident.Causes.Count)
            ? $"is a kill of {incidentId}, which counts {incident.CauseCount} causes and was given {given}."
            : null;
    }
}
