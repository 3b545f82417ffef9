using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Somebody says something of an open incident, or that he is on it. Nothing else of it changes.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Note">What is said.</param>
internal sealed record AddNote(string IncidentId, IncidentNote Note) : ITransition<Outcome<NotedIncident>>
{
    /// <summary>The first may say why; what was said in between is in the audit.</summary>
    private const int MaxNotes = 40;

    public Change<Outcome<NotedIncident>> Decide(ScopeRecord record, long nowMs)
    {
        if (record.OpenIncident is not { } incident || incident.IncidentId != IncidentId)
            return new(record, new Refusal(
                RefusalCode.NoOpenIncident,
                $"Incident {IncidentId} is closed: what was said of it is final. GET /incidents/{IncidentId} shows it."
            ));
        if (incident.Notes.FirstOrDefault(IsSame) is { } repeated)
            return new(record, new NotedIncident(incident, repeated));
        // A repeat has the time of what it repeats: one that has fallen out since does not come back.
        if (incident.Notes.Count >= MaxNotes && Note.Ts < incident.Notes[1].Ts)
            return new(record, new NotedIncident(incident, Note));
        var noted = incident with
        {
            Notes = incident.Notes.Count < MaxNotes ? [.. incident.Notes, Note] : [incident.Notes[0], .. incident.Notes.Skip(2), Note],
        };
        return new(record with { Incident = noted }, new NotedIncident(noted, Note));
    }

    private bool IsSame(IncidentNote earlier) => earlier.By == Note.By && earlier.Key == Note.Key;
}

/// <summary>An incident, and what was said of it.</summary>
/// <param name="Incident">As it is stored.</param>
/// <param name="Note">As it was first said.</param>
internal sealed record NotedIncident(Incident Incident, IncidentNote Note);
