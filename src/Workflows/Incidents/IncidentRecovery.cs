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
        await RecoverStateAsync(record, incident, topic.GetValueOrDefault(scope), notes, cancellationToken);
        await RecoverExecutionAsync(incident, notes, cancellationToken);
        if (incident.Wait?.Answer is not null)
        {
            await services.SendAnswerAsync(incident.Wait, cancellationToken);
            notes.AnswersSent.Add(scope);
        }
    }

    private async Task RecoverStateAsync(ScopeRecord record, Incident incident, KillState? found, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var known = incident.Phase == IncidentPhase.Restoring ? incident.Restored : incident.Killed;
        // ACTIVE was claimed but may never have been published: until the execution does so, the scope is as killed as before.
        if (known is { ConfirmedTs: null, State.Status: KillStatus.Active })
            known = incident.Killed;
        if (found is not null && (known is null || found.Version > known.State.Version || (found.Version == known.State.Version && found.Status != known.State.Status)))
        {
            if (IsOwnActive(incident, found))
                return;
            await RepairAsync(record.Scope, incident, found, notes, cancellationToken);
        }
        else if (known is not null && found?.Version != known.State.Version)
        {
            await services.States.PublishAsync(known.State, incident.FirstCause.TraceParent, cancellationToken);
            notes.Republished.Add(record.Scope);
            await AuditAsync(Audits.StateRepublished, incident, $"The state topic lacked {known.State.Status} version {known.State.Version} of {record.Scope} (it had {Says(found)}): published again.", cancellationToken);
        }
    }

    /// <summary>ACTIVE that this incident's execution put there: it was acknowledged to nobody yet, but it is what the record allocated.</summary>
    private static bool IsOwnActive(Incident incident, KillState found) =>
        incident.Phase == IncidentPhase.Restoring && incident.Restored?.State.Version == found.Version && found.Status == KillStatus.Active;

    private async Task RepairAsync(Scope scope, Incident incident, KillState found, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var change = await services.Scopes.UpdateAsync<Incident?>(
            scope,
            record =>
            {
                if (record.OpenIncident is not { } open || open.IncidentId != incident.IncidentId || IsOwnActive(open, found) || open.Killed?.State.Version > found.Version)
                    return new(record, null);
                var repaired = PublicationDecider.KilledAbove(record, found.Version, services.NowMs());
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
        var cause = new Cause(
            Number: 0, $"recovered-{found.Version}", services.NowMs(), Audits.Recovery,
            $"recovered: the state topic says KILLED (version {found.Version}, incident {found.IncidentId}: {found.Reason}) and no incident was open for it",
            Metric: null, Value: null, found.CorrId, TraceContext.Current);
        var change = await services.Scopes.UpdateAsync<Incident?>(
            scope,
            record =>
            {
                if (record.OpenIncident is not null)
                    return new(record, null);
                var opened = KillDecider.Decide(record with { Version = Math.Max(record.Version, found.Version) }, cause, services.NowMs());
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
