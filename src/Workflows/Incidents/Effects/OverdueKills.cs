using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents.Effects;

/// <summary>A kill does not wait for its execution: whoever holds the open incident publishes KILLED where the execution has not.</summary>
internal static class OverdueKills
{
    /// <summary>
    /// Publishes KILLED for an open incident of which no kill is in force, audits it, and tells people, as its execution may not come
    /// to that for long. Safe to repeat, and beside the execution: both publish the very same state.
    /// </summary>
    /// <param name="services">What it works with.</param>
    /// <param name="incident">The open incident.</param>
    /// <param name="by">Who publishes, as audits name it.</param>
    /// <param name="cancellationToken">Gives up; the state may be published.</param>
    /// <returns>The incident as it stands now, in force; null where nothing was overdue.</returns>
    /// <exception cref="StoreUnavailableException">Not known to be claimed, or to be noted. Repeat it.</exception>
    /// <exception cref="StateNotPublishedException">Repeat it.</exception>
    public static async Task<Incident?> EnforceAsync(
        this IncidentServices services,
        Incident incident,
        string by,
        CancellationToken cancellationToken
    )
    {
        var change = await services.UpdateAsync(incident.Scope, new ClaimOverdue(incident.IncidentId), cancellationToken);
        if (change.Result is not { } claimed)
            return null;
        var at = await services.States.PublishAsync(claimed.State, incident.LatestCause.TraceParent, cancellationToken);
        await services.AuditEnforcedAsync(
            claimed.State,
            by,
            actor: by,
            $"without the execution {incident.ExecutionName}, which had not done so within {services.Settings.PublishWithin.TotalSeconds:0.###} s.",
            cancellationToken
        );
        var confirmed = await services.UpdateAsync(
            incident.Scope,
            new ConfirmPublished(incident.IncidentId, claimed.State.Version, at),
            cancellationToken
        );
        // What was published late must not be the topic's last record: compaction keeps that one, whatever its version.
        if (!confirmed.Result && confirmed.Record.Incident?.Restored is { ConfirmedTs: not null } restored)
            await services.States.PublishAsync(restored.State, incident.LatestCause.TraceParent, cancellationToken);
        await services.TellEnforcedAsync(confirmed.Record.OpenIncident ?? incident, cancellationToken);
        return confirmed.Record.OpenIncident;
    }

    private static async Task TellEnforcedAsync(this IncidentServices services, Incident incident, CancellationToken cancellationToken)
    {
        try
        {
            await services.Notifier.NotifyAsync(IncidentMails.Killed(incident, services.NowMs()), cancellationToken);
        }
        catch (NotificationNotSentException)
        {
            // The execution tells it, too, when it comes; a kill does not wait for mail.
        }
    }
}
