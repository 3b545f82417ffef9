using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Waiting;

namespace KillSwitch.Workflows.Incidents.Recovery;

/// <summary>Sees to it that every open incident has an execution that runs, and that waiting tasks hear what was decided.</summary>
internal sealed class ExecutionRecovery(IncidentServices services)
{
    private static readonly TimeSpan s_answersWithin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Starts the incident's execution if none runs; otherwise sends its waiting task the answer that is due. Where Step Functions does
    /// not answer, that is noted, and it is not asked again in this pass.
    /// </summary>
    public async Task RecoverAsync(Incident incident, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        try
        {
            if (notes.ExecutionsTrouble is null)
            {
                await services.Time.WithinAsync(s_answersWithin, limited => ActAsync(incident, notes, limited), cancellationToken);
                return;
            }
        }
        catch (Exception e) when (e is ExecutionsUnavailableException or TimeoutException)
        {
            notes.ExecutionsTrouble = e.Message;
        }
        notes.ExecutionsUnknown.Add(incident.Scope);
    }

    private async Task ActAsync(Incident incident, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var state = await services.Executions.FindExecutionAsync(incident.ExecutionName, cancellationToken);
        if (state == ExecutionLiveness.Running)
        {
            await SendAnswerAsync(incident, notes, cancellationToken);
            return;
        }
        if (state == ExecutionLiveness.Ended)
        {
            var change = await services.UpdateAsync(
                incident.Scope, new ReplaceExecution(new Carrier(incident.IncidentId, incident.ExecutionName)), cancellationToken);
            if (change.Result is not { } next)
                return;
            incident = next;
        }
        await services.StartAsync(incident, cancellationToken);
        notes.ExecutionsStarted.Add(incident.Scope);
        await services.AuditRecoveryAsync(Audits.ExecutionStarted, incident, state == ExecutionLiveness.Ended
            ? $"The execution had ended although the incident is open: {incident.ExecutionName} takes over."
            : $"The execution was missing: started {incident.ExecutionName}.", cancellationToken);
    }

    private async Task SendAnswerAsync(Incident incident, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        if (incident.Wait?.Answer is null)
            return;
        await services.SendAnswerAsync(incident.Wait, cancellationToken);
        notes.AnswersSent.Add(incident.Scope);
    }
}
