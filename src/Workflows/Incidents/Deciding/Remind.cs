namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Nobody asked for an unkill in time: people are reminded, and it is counted.</summary>
/// <param name="DueMs">When the reminder was due, Unix ms: the same one is counted once.</param>
internal sealed record Remind(long DueMs) : ICarriedTransition<Reminder>
{
    public Change<Reminder> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (incident.LastEscalationTs == DueMs)
            return new(record, new(incident, IsDue: true));
        if (incident.CurrentRequest is not null || incident.HasUnpublishedCause)
            return new(record, new(incident, IsDue: false));
        var reminded = incident with { Escalations = incident.Escalations + 1, LastEscalationTs = DueMs };
        return new(record with { Incident = reminded }, new(reminded, IsDue: true));
    }
}

/// <param name="Incident">With the reminder counted.</param>
/// <param name="IsDue">False where something happened just in time.</param>
internal sealed record Reminder(Incident Incident, bool IsDue);
