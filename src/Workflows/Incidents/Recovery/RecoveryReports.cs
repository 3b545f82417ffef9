using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Incidents.Recovery;

/// <summary>How repairs are told and written down.</summary>
internal static class RecoveryReports
{
    public static async Task TellRepairedAsync(
        this IncidentServices services,
        Incident incident,
        string says,
        CancellationToken cancellationToken
    )
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

    public static Task AuditRecoveryAsync(
        this IncidentServices services,
        string act,
        Incident incident,
        string detail,
        CancellationToken cancellationToken
    ) =>
        services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = act,
                Outcome = StepAudit.Ok,
                Actor = Audits.Recovery,
                Attempt = 1,
                Detail = detail,
                CorrId = incident.FirstCause.CorrId,
                Service = Audits.Recovery,
                Scope = incident.Scope,
                IncidentId = incident.IncidentId,
            },
            cancellationToken);
}
