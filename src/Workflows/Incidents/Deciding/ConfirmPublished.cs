using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>The topic has a state: that is noted.</summary>
/// <param name="IncidentId">Whose state.</param>
/// <param name="Version">Which state.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ConfirmPublished(string IncidentId, long Version, PublishedAt At) : ITransition<bool>
{
    /// <returns>Whether it is still the state that should be there: false if a further kill came in between.</returns>
    public Change<bool> Decide(ScopeRecord record, long nowMs)
    {
        if (record.OpenIncident is not { } incident || incident.IncidentId != IncidentId)
            return new(record, false);
        if (incident.Killed is { } killed && killed.State.Version == Version)
        {
            var phase = incident.Phase == IncidentPhase.Opening ? IncidentPhase.Killed : incident.Phase;
            var confirmed = Confirmed(killed, nowMs);
            return killed == confirmed && phase == incident.Phase
                ? new(record, true)
                : new(record with { Incident = incident with { Killed = confirmed, Phase = phase } }, true);
        }
        if (incident.Restored is { } restored && restored.State.Version == Version)
        {
            var confirmed = Confirmed(restored, nowMs);
            return restored == confirmed
                ? new(record, true)
                : new(record with { Incident = incident with { Restored = confirmed } }, true);
        }
        return new(record, false);
    }

    private Publication Confirmed(Publication publication, long nowMs) =>
        publication.ConfirmedTs is null
            ? publication with { ConfirmedTs = nowMs, Partition = At.Partition, Offset = At.Offset }
            : publication;
}
