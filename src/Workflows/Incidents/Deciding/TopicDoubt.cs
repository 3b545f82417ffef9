using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>What the state topic should say of an open incident, and whether what was found there says otherwise.</summary>
internal static class TopicDoubt
{
    /// <summary>
    /// What the topic should have. ACTIVE that was claimed may never have been published: until its execution does so, the scope
    /// is as killed as before.
    /// </summary>
    public static Publication? Expected(Incident incident) =>
        incident is { Phase: IncidentPhase.Restoring, Restored: { ConfirmedTs: not null } restored } ? restored : incident.Killed;

    public static bool Lacks(Incident incident, KillState? found) =>
        Expected(incident) is { } expected && (found is null || found.Version < expected.State.Version);

    /// <summary>
    /// Whether it is something that this incident never gave a version, or no longer stands by. An incident that has published
    /// nothing yet finds the last word of the one before it, and that is in order.
    /// </summary>
    public static bool Contradicts(ScopeRecord record, Incident incident, KillState? found) =>
        found is not null && !Lacks(incident, found) && !Is(incident.Killed, found) && !Is(incident.Restored, found)
        && (incident.Killed is not null || found.Version > record.Version);

    private static bool Is(Publication? publication, KillState found) =>
        publication?.State.Version == found.Version && publication.State.Status == found.Status;
}
