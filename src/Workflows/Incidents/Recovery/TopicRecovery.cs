using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents.Recovery;

/// <summary>Brings the state topic back in line with the open incidents, and gives every KILLED an incident to stand for it.</summary>
internal sealed class TopicRecovery(IncidentServices services, IStateReader reader, ExecutionRecovery executions)
{
    /// <summary>Compares what the topic says of an open incident, and mends it.</summary>
    public async Task RecoverAsync(
        ScopeRecord record,
        Incident incident,
        IReadOnlyDictionary<Scope, KillState> topic,
        RecoveryNotes notes,
        CancellationToken cancellationToken
    )
    {
        var seen = topic.GetValueOrDefault(incident.Scope);
        if (!TopicDoubt.Lacks(incident, seen) && !TopicDoubt.Contradicts(record, incident, seen))
            return;
        // The execution may have published since the topic was read: only what the topic says after the record was read counts.
        var found = (await reader.ReadAsync(cancellationToken)).GetValueOrDefault(incident.Scope);
        if (TopicDoubt.Lacks(incident, found))
        {
            var known = TopicDoubt.Expected(incident)!;
            var at = await services.States.PublishAsync(known.State, incident.FirstCause.TraceParent, cancellationToken);
            await services.UpdateAsync(
                incident.Scope,
                new ConfirmPublished(incident.IncidentId, known.State.Version, at, Anew: true),
                cancellationToken
            );
            notes.Republished.Add(incident.Scope);
            await services.AuditRecoveryAsync(
                Audits.StateRepublished,
                incident,
                $"The state topic lacked {known.State.Status.ToString().ToUpperInvariant()} version {known.State.Version} of {incident.Scope} (it had {Says(found)}): published again.",
                cancellationToken
            );
        }
        else if (found is not null && TopicDoubt.Contradicts(record, incident, found))
        {
            await RepairAsync(incident, found, notes, cancellationToken);
        }
    }

    private async Task RepairAsync(Incident incident, KillState found, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var scope = incident.Scope;
        var change = await services.UpdateAsync(scope, new Repair(incident.IncidentId, found, CauseOf(found)), cancellationToken);
        if (change.Result is not { Killed: { } publication } repaired)
            return;
        var at = await services.States.PublishAsync(publication.State, incident.FirstCause.TraceParent, cancellationToken);
        await services.UpdateAsync(scope, new ConfirmPublished(incident.IncidentId, publication.State.Version, at), cancellationToken);
        notes.Repaired.Add(scope);
        var says =
            $"The state topic had {Says(found)} while incident {incident.IncidentId} is open: published KILLED version {publication.State.Version} above it.";
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
        var change = await services.UpdateAsync(scope, new Adopt(found, CauseOf(found)), cancellationToken);
        if (change.Result is not { } incident)
            return;
        await executions.RecoverAsync(incident, notes, cancellationToken);
        notes.Adopted.Add(scope);
        var says = $"The state topic had {Says(found)} and no incident was open: incident {incident.IncidentId} stands for it now.";
        await services.AuditRecoveryAsync(Audits.IncidentAdopted, incident, says, cancellationToken);
        await services.TellRepairedAsync(incident, says, cancellationToken);
    }

    private Cause CauseOf(KillState found) => new()
    {
        Number = 0,
        CmdId = $"recovered-{found.Version}",
        Ts = services.NowMs(),
        TriggeredBy = Audits.Recovery,
        Reason = $"recovered: the state topic says {Says(found)} ({found.Reason}), and no open incident stands for it",
        CorrId = found.CorrId,
        TraceParent = TraceContext.Current,
    };

    private static string Says(KillState? found) =>
        found is null ? "nothing" : $"{found.Status.ToString().ToUpperInvariant()} version {found.Version} of incident {found.IncidentId}";
}
