using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents;

/// <summary>
/// Brings topic, executions and waiting tasks back in line with the open incidents: after a restart, after a crash between two
/// effects, after a topic lost or gained what it should not have. Whatever is in doubt is KILLED. Repairs are audited and told
/// to everyone.
/// </summary>
/// <remarks>
/// What it looks for, and what it does:
/// an open incident whose KILLED the topic lacks, or has in an older version → the very same state is published again;
/// a topic that says anything else of it, or something newer → KILLED under a version above what stands there;
/// a KILLED for which no incident is open → never lifted, but adopted: an incident with a cause of its own is opened for it, so
/// that people can restore it the regular way;
/// an execution that should run and does not → started, under a new name if the old one has ended;
/// a waiting task whose answer is decided → completed again.
/// </remarks>
public sealed class IncidentRecovery(StepServices services, IStateReader reader)
{
    /// <summary>
    /// Run it at start, before a router may answer and before executions go on, and every minute or so from then on. Harmless
    /// to repeat. One at a time.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Run it again; no router may answer before it has succeeded once.</exception>
    /// <exception cref="StateNotPublishedException">As above.</exception>
    /// <exception cref="ExecutionsUnavailableException">As above.</exception>
    public async Task<RecoveryReport> RunAsync(CancellationToken cancellationToken)
    {
        using var span = Spans.Source.StartActivity("recover incidents");
        var notes = new RecoveryNotes();
        var topic = await reader.ReadAsync(cancellationToken);
        foreach (var scope in await services.Scopes.ListOpenAsync(cancellationToken))
            await RecoverAsync(scope, topic, notes, cancellationToken);
        await AdoptAsync(topic, notes, cancellationToken);
        return notes.Report();
    }

    private async Task RecoverAsync(Scope scope, IReadOnlyDictionary<Scope, KillState> topic, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var record = await services.Scopes.LoadAsync(scope, cancellationToken);
        if (record.OpenIncident is not { } incident)
            return;
        notes.Open++;
        await RecoverStateAsync(record, incident, topic, notes, cancellationToken);
        await RecoverExecutionAsync(incident, notes, cancellationToken);
        if (incident.Wait?.Answer is not null)
        {
            await services.SendAnswerAsync(incident.Wait, cancellationToken);
            notes.AnswersSent.Add(scope);
        }
    }

    private async Task RecoverStateAsync(ScopeRecord record, Incident incident, IReadOnlyDictionary<Scope, KillState> topic, RecoveryNotes notes, CancellationToken cancellationToken)
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
            await AuditAsync(Audits.StateRepublished, incident, $"The state topic lacked {known.State.Status} version {known.State.Version} of {incident.Scope} (it had {Says(found)}): published again.", cancellationToken);
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
        await AuditAsync(Audits.StateRepaired, incident, says, cancellationToken);
        await TellAsync(repaired, says, cancellationToken);
    }

    private async Task RecoverExecutionAsync(Incident incident, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var state = await services.Executions.FindIncidentAsync(incident.ExecutionName, cancellationToken);
        if (state == ExecutionState.Running)
            return;
        if (state == ExecutionState.Ended)
        {
            var change = await services.Scopes.UpdateAsync<Incident?>(incident.Scope, record => NextGeneration(record, incident), cancellationToken);
            if (change.Result is not { } next)
                return;
            incident = next;
        }
        await services.FollowUpAsync(incident with { ExecutionArn = null, Wait = null }, cancellationToken);
        notes.ExecutionsStarted.Add(incident.Scope);
        await AuditAsync(Audits.ExecutionStarted, incident, state == ExecutionState.Ended
            ? $"The execution had ended although the incident is open: {incident.ExecutionName} takes over."
            : $"The execution was missing: started {incident.ExecutionName}.", cancellationToken);
    }

    private static Change<Incident?> NextGeneration(ScopeRecord record, Incident ended)
    {
        if (record.OpenIncident is not { } open || open.ExecutionName != ended.ExecutionName)
            return new(record, null);
        var generation = open.Generation + 1;
        var next = open with
        {
            Generation = generation,
            ExecutionName = IncidentNames.Execution(open.Scope, open.IncidentId, generation),
            ExecutionArn = null,
            Wait = null,
        };
        return new(record with { Incident = next }, next);
    }

    private async Task AdoptAsync(IReadOnlyDictionary<Scope, KillState> topic, RecoveryNotes notes, CancellationToken cancellationToken)
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
        await AuditAsync(Audits.IncidentAdopted, incident, says, cancellationToken);
        await TellAsync(incident, says, cancellationToken);
    }

    private Cause CauseOf(KillState found) =>
        new(Number: 0, $"recovered-{found.Version}", services.NowMs(), Audits.Recovery,
            $"recovered: the state topic says {Says(found)} ({found.Reason}), and no open incident stands for it",
            Metric: null, Value: null, found.CorrId, TraceContext.Current);

    private async Task TellAsync(Incident incident, string says, CancellationToken cancellationToken)
    {
        try
        {
            await services.Notifier.NotifyAsync(IncidentMails.Repaired(incident, says, services.NowMs()), cancellationToken);
        }
        catch (NotificationNotSentException)
        {
            // The audit and the report have it; a repair does not wait for mail.
        }
    }

    private Task AuditAsync(string act, Incident incident, string detail, CancellationToken cancellationToken) =>
        services.Audit.AppendAsync(
            new StepAudit(
                services.NowMs(), act, StepAudit.Ok, Audits.Recovery, Attempt: 1, detail, incident.FirstCause.CorrId, Audits.Recovery,
                incident.Scope, incident.IncidentId),
            cancellationToken);

    private static string Says(KillState? found) => found is null ? "nothing" : $"{found.Status} version {found.Version} of incident {found.IncidentId}";
}
