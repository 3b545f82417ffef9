using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.LimitChanges.Recovery;

/// <summary>
/// Sees to it that routers find what holds: where <c>limits.v1</c> lacks what it once acknowledged, because it was made anew or its broker
/// keeps nothing, that is published again, under its version.
/// </summary>
public sealed class LimitTopicRecovery(LimitServices services, ILimitReader topic)
{
    /// <summary>Run it before any router may answer, and now and then. Harmless to repeat. One at a time.</summary>
    /// <returns>What was published again.</returns>
    /// <exception cref="StoreUnavailableException">Run it again.</exception>
    /// <exception cref="LimitNotPublishedException">Run it again: routers may go by older limits meanwhile.</exception>
    public async Task<IReadOnlyList<LimitKey>> RunAsync(CancellationToken cancellationToken)
    {
        using var span = Spans.Recovery.StartActivity("recover limits");
        var republished = new List<LimitKey>();
        var keys = await services.Limits.ListAsync(cancellationToken);
        var seen = keys.Count == 0 ? null : await topic.ReadAsync(cancellationToken);
        foreach (var key in keys)
        {
            var record = await services.Limits.LoadAsync(key, cancellationToken);
            // What the topic has not acknowledged yet, its execution publishes.
            if (record.Current is not { ConfirmedTs: not null, State: var holds })
                continue;
            if (seen!.TryGetValue(key.ToString(), out var found) && found.Version >= holds.Version)
                continue;
            var at = await services.Publisher.PublishAsync(holds, null, cancellationToken);
            await services.UpdateAsync(key, new NoteLimitRepublished(holds.Version, at), cancellationToken);
            await AuditAsync(key, holds, found, cancellationToken);
            republished.Add(key);
        }
        if (republished.Count == 0)
            span?.SetTag(Spans.Minor, true);
        return republished;
    }

    private Task AuditAsync(LimitKey key, LimitState holds, LimitState? found, CancellationToken cancellationToken) =>
        services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = Audits.LimitRepublished,
                Outcome = StepAudit.Ok,
                Actor = Audits.Recovery,
                Attempt = 1,
                Detail =
                    $"{Topics.Limits} lacked version {holds.Version} of {key.Words} (it had {(found is null ? "nothing" : $"version {found.Version}")}): published again.",
                CorrId = holds.ChangeId,
                Service = Audits.Recovery,
                Scope = LimitScope.Of(key.Owner),
                ChangeId = holds.ChangeId,
            },
            cancellationToken
        );
}
