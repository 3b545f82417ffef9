using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Sees to it that every open incident has an execution that runs, and that waiting tasks hear what was decided.</summary>
internal sealed class ExecutionRecovery(StepServices services)
{
    /// <summary>Starts the incident's execution if none runs; otherwise sends its waiting task the answer that is due.</summary>
    public async Task RecoverAsync(Incident incident, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        var state = await services.Executions.FindIncidentAsync(incident.ExecutionName, cancellationToken);
        if (state == ExecutionState.Running)
        {
            await SendAnswerAsync(incident, notes, cancellationToken);
            return;
        }
        if (state == ExecutionState.Ended)
        {
            var change = await services.Scopes.UpdateAsync<Incident?>(incident.Scope, record => NextGeneration(record, incident), cancellationToken);
            if (change.Result is not { } next)
                return;
            incident = next;
        }
        await services.FollowUpAsync(incident with { ExecutionArn = null, Wait = null }, cancellationToken);
        notes.ExecutionsStarted.Add(incident.Scope);
        await services.AuditRecoveryAsync(Audits.ExecutionStarted, incident, state == ExecutionState.Ended
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

    private async Task SendAnswerAsync(Incident incident, RecoveryNotes notes, CancellationToken cancellationToken)
    {
        if (incident.Wait?.Answer is null)
            return;
        await services.SendAnswerAsync(incident.Wait, cancellationToken);
        notes.AnswersSent.Add(incident.Scope);
    }
}
