using System.Text.Json.Nodes;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What must follow once an incident is stored. All of it is harmless to repeat, and is repeated by whoever comes by: a crash in between loses nothing.</summary>
internal static class IncidentEffects
{
    /// <summary>Makes the incident findable and starts its execution, unless that has run its first step; sends a waiting task its answer.</summary>
    public static async Task FollowUpAsync(this StepServices services, Incident incident, CancellationToken cancellationToken)
    {
        if (!incident.IsOpen)
            return;
        if (incident.ExecutionArn is null)
        {
            await services.Incidents.PutPointerAsync(new IncidentPointer(incident.IncidentId, incident.Scope, incident.OpenedTs), cancellationToken);
            await services.StartExecutionAsync(incident, cancellationToken);
        }
        await services.SendAnswerAsync(incident.Wait, cancellationToken);
    }

    /// <summary>The input is made of what is stored, so that starting again is recognised as the same.</summary>
    public static Task<string> StartExecutionAsync(this StepServices services, Incident incident, CancellationToken cancellationToken)
    {
        var first = incident.FirstCause;
        var input = new JsonObject
        {
            ["incident_id"] = incident.IncidentId,
            ["scope"] = incident.Scope.ToString(),
            ["corr_id"] = first.CorrId,
            ["trace_parent"] = first.TraceParent,
        };
        return services.Executions.StartIncidentAsync(incident.ExecutionName, input, first.TraceParent, cancellationToken);
    }

    /// <summary>Keeps a closed incident before a new one takes its place in the record.</summary>
    public static Task KeepClosedAsync(this StepServices services, ScopeRecord before, ScopeRecord after, CancellationToken cancellationToken) =>
        before.Incident is { IsOpen: false } closed && after.Incident?.IncidentId != closed.IncidentId
            ? services.Incidents.PutClosedAsync(closed, cancellationToken)
            : Task.CompletedTask;
}
