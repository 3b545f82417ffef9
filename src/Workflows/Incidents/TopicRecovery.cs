using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Brings the state topic back in line with the open incidents, and gives every KILLED an incident to stand for it.</summary>
internal sealed class TopicRecovery(StepServices services, IStateReader reader)
{
    /// <summary>Compares what the topic says of an open incident, and mends it.</summary>
    public async Task RecoverAsync(ScopeRecord record, Incident incident, IReadOnlyDictionary<Scope, KillState> topic, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        if (!Lacks(incident, topic.GetValueOrDefault(incident.Scope)) && !Contradicts(record, incident, topic.GetValueOrDefault(incident.Scope)))
            return;
        // The execution may have published since the topic was read: only what the topic says after the record was read counts.
        var found = (await reader.ReadAsync(cancellationToken)).GetValueOrDefault(incident.Scope);
        if (Lacks(incident, found))
        {
            var known = Expected(incident)!;
            await services.States.PublishAsync(known.State, incident.FirstCause.TraceParent, cancellationToken);
            notes.Republished.Add(incident.Scope);
            await services.AuditRecoveryAsync(Audits.StateRepublished, incident, $"The state topic lacked {known.State.Status.ToString().ToUpperInvariant()} version {known.State.Version} of {incident.Scope} (it had {Says(found)}): published again.", cancellationToken);
        }
        else if (found is not null && Contradicts(record, incident, found))
        {
            await RepairAsync(incident, found, notes, cancellationToken);
        }
    }

    /// <summary>
    /// What the topic should have. ACTIVE that was claimed may never have been published: until its execution does so, the scope
    /// is as killed as before.
    /// </summary>
    private static Publication? Expected(Incident incident) =>
        incident is { Phase: IncidentPhase.Restoring, Restored: { ConfirmedTs: not null } restored } ? restored : incident.Killed;

    private static bool Lacks(Incident incident, KillState? found) =>
        Expected(incident) is { } expected && (found is null || found.Version < expected.State.Version);

    /// <summary>
    /// Whether it is something that this incident never gave a version, or no longer stands by. An incident that has published
    /// nothing yet finds the last word of the one before it, and that is in order.
    /// </summary>
    private static bool Contradicts(ScopeRecord record, Incident incident, KillState? found) =>
        found is not null && !Lacks(incident, found) && !Is(incident.Killed, found) && !Is(incident.Restored, found)
        && (incident.Killed is not null || found.Version > record.Version);

    private static bool Is(Publication? publication, KillState found) =>
        publication?.State.Version == found.Version && publication.State.Status == found.Status;

    private async Task RepairAsync(Incident incident, KillState found, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var scope = incident.Scope;
        var change = await services.Scopes.UpdateAsync<Incident?>(
            scope,
            record =>
            {
                if (record.OpenIncident is not { } open || open.IncidentId != incident.IncidentId || !Contradicts(record, open, found))
                    return new(record, null);
                // Restoring goes on from what was approved. What was found nobody has approved: it counts as a further kill.
                var doubted = open.Phase == IncidentPhase.Restoring ? KillDecider.Decide(record, CauseOf(found), services.NowMs()).Record : record;
                var repaired = PublicationDecider.KilledAbove(doubted, found.Version, services.NowMs());
                return new(repaired.Record, repaired.Record.Incident);
            },
            cancellationToken);
        if (change.Result is not { Killed: { } publication } repaired)
            return;
        var at = await services.States.PublishAsync(publication.State, incident.FirstCause.TraceParent, cancellationToken);
        await services.Scopes.UpdateAsync(scope, record => PublicationDecider.Confirm(record, incident.IncidentId, publication.State.Version, at, services.NowMs()), cancellationToken);
        notes.Repaired.Add(scope);
        var says = $"The state topic had {Says(found)} while incident {incident.IncidentId} is open: published KILLED version {publication.State.Version} above it.";
        await services.AuditRecoveryAsync(Audits.StateRepaired, incident, says, cancellationToken);
        await services.TellRepairedAsync(repaired, says, cancellationToken);
    }

    /// <summary>Opens an incident for every KILLED that has none.</summary>
    public async Task AdoptAsync(IReadOnlyDictionary<Scope, KillState> topic, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        foreach (var (scope, found) in topic)
        {
            if (found.Status != KillStatus.Killed)
                continue;
            var record = await services.Scopes.LoadAsync(scope, cancellationToken);
            if (record.OpenIncident is not null)
                continue;
            // The incident may have been closed since the topic was read: only what it says now, after the record, counts.
            var now = (await reader.ReadAsync(cancellationToken)).GetValueOrDefault(scope);
            if (now is { Status: KillStatus.Killed })
                await AdoptAsync(scope, now, notes, cancellationToken);
        }
    }

    private async Task AdoptAsync(Scope scope, KillState found, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var change = await services.Scopes.UpdateAsync<Incident?>(
            scope,
            record =>
            {
                if (record.OpenIncident is not null)
                    return new(record, null);
                var opened = KillDecider.Decide(record with { Version = Math.Max(record.Version, found.Version) }, CauseOf(found), services.NowMs());
                return new(opened.Record, opened.Record.OpenIncident);
            },
            services.KeepClosedAsync,
            cancellationToken);
        if (change.Result is not { } incident)
            return;
        await services.FollowUpAsync(incident, cancellationToken);
        notes.Adopted.Add(scope);
        var says = $"The state topic had {Says(found)} and no incident was open: incident {incident.IncidentId} stands for it now.";
        await services.AuditRecoveryAsync(Audits.IncidentAdopted, incident, says, cancellationToken);
        await services.TellRepairedAsync(incident, says, cancellationToken);
    }

    private Cause CauseOf(KillState found) =>
        new(Number: 0, $"recovered-{found.Version}", services.NowMs(), Audits.Recovery,
            $"recovered: the state topic says {Says(found)} ({found.Reason}), and no open incident stands for it",
            Metric: null, Value: null, found.CorrId, TraceContext.Current);

    private static string Says(KillState? found) => found is null ? "nothing" : $"{found.Status.ToString().ToUpperInvariant()} version {found.Version} of incident {found.IncidentId}";
}
