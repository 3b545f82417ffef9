using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents.Recovery;

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
/// an open incident whose kill is not in force and should be → published, without its execution;
/// an execution that should run and does not → started, under a new name if the old one has ended;
/// a waiting task whose answer is decided → completed again.
/// Where Step Functions does not answer, the last two wait for the next pass; the topic never does.
/// </remarks>
public sealed class IncidentRecovery(IncidentServices services, IStateReader reader)
{
    private readonly TopicRecovery _topic = new(services, reader, new ExecutionRecovery(services));
    private readonly ExecutionRecovery _executions = new(services);

    /// <summary>
    /// Run it at start, before a router may answer and before executions go on, and every minute or so from then on. Harmless
    /// to repeat. One at a time.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Run it again; no router may answer before it has succeeded once.</exception>
    /// <exception cref="StateNotPublishedException">As above.</exception>
    /// <param name="isStart">Whether nothing runs yet: then no execution is waited for to publish its kill.</param>
    /// <param name="cancellationToken">Gives up; what was mended stays so.</param>
    public async Task<RecoveryReport> RunAsync(bool isStart, CancellationToken cancellationToken)
    {
        using var span = Spans.Recovery.StartActivity("recover incidents");
        var notes = new RecoveryNotes();
        var topic = await reader.ReadAsync(cancellationToken);
        foreach (var scope in await services.Scopes.ListOpenAsync(cancellationToken))
            await RecoverAsync(scope, topic, isStart, notes, cancellationToken);
        await _topic.AdoptAsync(topic, notes, cancellationToken);
        var report = notes.Report();
        if (report.FoundAllWell)
            span?.SetTag(Spans.Minor, true);
        return report;
    }

    private async Task RecoverAsync(
        Scope scope,
        IReadOnlyDictionary<Scope, KillState> topic,
        bool isStart,
        RecoveryNotes notes,
        CancellationToken cancellationToken
    )
    {
        var record = await services.Scopes.LoadAsync(scope, cancellationToken);
        if (record.OpenIncident is not { } incident)
            return;
        notes.Open++;
        await _topic.RecoverAsync(record, incident, topic, notes, cancellationToken);
        await EnforceAsync(scope, isStart, notes, cancellationToken);
        await _executions.RecoverAsync(incident, notes, cancellationToken);
    }

    /// <summary>What its execution, and after it the intake, should have done by now.</summary>
    private async Task EnforceAsync(Scope scope, bool isStart, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var record = await services.Scopes.LoadAsync(scope, cancellationToken);
        if (record.OpenIncident is not { Enforcement: Enforcement.Commanded } incident || !(isStart || IsOverdue(incident)))
            return;
        if (await services.EnforceAsync(incident, Audits.Recovery, cancellationToken) is not null)
            notes.Enforced.Add(scope);
    }

    private bool IsOverdue(Incident incident) =>
        services.NowMs() - Math.Max(incident.OpenedTs, incident.LatestCause.Ts) >= services.Settings.PublishWithin.TotalMilliseconds;
}
