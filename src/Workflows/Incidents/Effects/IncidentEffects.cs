using System.Text.Json.Nodes;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents.Effects;

/// <summary>
/// What must follow once an incident is stored. All of it is harmless to repeat, and is repeated by whoever comes by: a crash in between
/// loses nothing.
/// </summary>
internal static class IncidentEffects
{
    /// <summary>
    /// Makes the incident findable and starts its execution, unless that has run its first step; sends a waiting task its answer.
    /// </summary>
    public static async Task FollowUpAsync(this IncidentServices services, Incident incident, CancellationToken cancellationToken)
    {
        if (!incident.IsOpen)
            return;
        if (incident.ExecutionArn is null)
            await services.StartAsync(incident, cancellationToken);
        await services.SendAnswerAsync(incident.Wait, cancellationToken);
    }

    /// <summary>
    /// Makes the incident findable and starts its execution. The input is made of what is stored, so that starting again is recognised as
    /// the same.
    /// </summary>
    public static async Task StartAsync(this IncidentServices services, Incident incident, CancellationToken cancellationToken)
    {
        // Side by side, as a kill waits for the start. What a crash leaves undone here, the execution's first step does.
        var findable = services.MakeFindableAsync(incident, cancellationToken);
        var first = incident.FirstCause;
        var input = new JsonObject
        {
            ["incident_id"] = incident.IncidentId,
            ["scope"] = incident.Scope.ToString(),
            ["corr_id"] = first.CorrId,
            ["trace_parent"] = first.TraceParent,
        };
        var started = services.Executions.StartExecutionAsync(incident.ExecutionName, input, first.TraceParent, cancellationToken);
        await Task.WhenAll(findable, started);
    }

    /// <summary>Has the incident found by its id. Harmless to repeat.</summary>
    public static Task MakeFindableAsync(this IncidentServices services, Incident incident, CancellationToken cancellationToken) =>
        services.Incidents.PutPointerAsync(
            new IncidentPointer(incident.IncidentId, incident.Scope, incident.OpenedTs),
            cancellationToken
        );

    /// <summary>Sends a waiting task its answer, if it has one. Harmless to repeat.</summary>
    /// <exception cref="ExecutionsUnavailableException">Not known to be sent. Whoever comes by next sends it again.</exception>
    public static Task SendAnswerAsync(this IncidentServices services, TaskWait? wait, CancellationToken cancellationToken) =>
        wait?.Answer is { } answer ? services.AnswerAsync(wait.TaskToken, answer, cancellationToken) : Task.CompletedTask;

    /// <exception cref="ExecutionsUnavailableException">Not known to be sent.</exception>
    public static Task AnswerAsync(
        this IncidentServices services, string taskToken, TaskAnswer answer, CancellationToken cancellationToken) =>
        services.Executions.CompleteTaskAsync(taskToken, AnswerJson.Of(answer), cancellationToken);
}
