using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>The topic has a state: that is noted.</summary>
/// <param name="IncidentId">Whose state.</param>
/// <param name="Version">Which state.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Anew">Whether the topic had lost it, and with it the place that was noted before.</param>
internal sealed record ConfirmPublished(string IncidentId, long Version, PublishedAt At, bool Anew = false) : ITransition<bool>
{
    /// <returns>Whether it is still the state that should be there: false if a further kill came in between.</returns>
    public Change<bool> Decide(ScopeRecord record, long nowMs)
    {
        if (record.OpenIncident is not { } incident || incident.IncidentId != IncidentId)
            return new(record, false);
        if (incident.Killed is { } killed && killed.State.Version == Version)
        {
            var confirmed = incident with
            {
                Phase = incident.Phase == IncidentPhase.Opening ? IncidentPhase.Killed : incident.Phase,
                Killed = Confirmed(killed, nowMs),
                FirstInForceTs = incident.FirstInForceTs ?? nowMs,
                // Above it an ACTIVE may have been given a version, and be in the topic, too.
                InForce = InForce(incident.InForce, record.Version, nowMs),
            };
            return confirmed == incident ? new(record, true) : new(record with { Incident = confirmed }, true);
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

    private KillInForce? InForce(KillInForce? before, long latest, long nowMs) =>
        before is null ? (latest == Version ? new(nowMs, Version, At.Partition, At.Offset) : null)
        : Anew ? new(before.SinceTs, Version, At.Partition, At.Offset)
        : before;

    private Publication Confirmed(Publication publication, long nowMs) =>
        publication.ConfirmedTs is null || Anew
            ? publication with { ConfirmedTs = publication.ConfirmedTs ?? nowMs, Partition = At.Partition, Offset = At.Offset }
            : publication;
}
