using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>What several steps share.</summary>
internal static class StepFlow
{
    /// <summary>
    /// Decides on the incident that the step's execution carries. Where the incident is closed, or another execution took it
    /// over, the step has nothing to do any more: the result is null, and nothing is saved.
    /// </summary>
    public static Task<Change<T?>> UpdateCarriedAsync<T>(this StepServices services, StepInput input, Func<ScopeRecord, Incident, Change<T?>> decide, CancellationToken cancellationToken)
        where T : class =>
        services.Scopes.UpdateAsync<T?>(
            input.Scope,
            record => record.OpenIncident is { } incident && IsCarriedBy(incident, input) ? decide(record, incident) : new(record, null),
            cancellationToken);

    public static bool IsCarriedBy(Incident incident, StepInput input) =>
        incident.IncidentId == input.IncidentId && incident.ExecutionName == input.ExecutionName;

    public static StepOutput Superseded(StepInput input) => new()
    {
        Outcome = StepOutcome.Superseded,
        Detail = $"Incident {input.IncidentId} is closed, or carried by another execution: nothing is left to do here.",
    };

    /// <summary>Sends a waiting task its answer, if it has one. Harmless to repeat.</summary>
    /// <exception cref="ExecutionsUnavailableException">Not known to be sent. Whoever comes by next sends it again.</exception>
    public static Task SendAnswerAsync(this StepServices services, TaskWait? wait, CancellationToken cancellationToken) =>
        wait?.Answer is { } answer
            ? services.Executions.CompleteTaskAsync(wait.TaskToken, AnswerJson.Of(answer), cancellationToken)
            : Task.CompletedTask;

    public static long NowMs(this StepServices services) => services.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
