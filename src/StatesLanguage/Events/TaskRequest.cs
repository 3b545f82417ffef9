using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>What a task is asked to do.</summary>
/// <param name="Resource">Who does it.</param>
/// <param name="Parameters">With what: an integration's parameters, a function's or worker's input.</param>
/// <param name="Token">What completes it from outside; null where only its response does.</param>
/// <param name="Region">The region history shows.</param>
/// <param name="Credentials">The role to take on, of tasks that an earlier version scheduled: who names one by now is refused.</param>
public sealed record TaskRequest(TaskResource Resource, JsonElement Parameters, string? Token, string Region, JsonElement? Credentials)
{
    internal static string DetailsName(TaskResource resource, string what) => resource.Kind switch
    {
        TaskKind.Lambda => $"lambdaFunction{what}EventDetails",
        TaskKind.Activity => $"activity{what}EventDetails",
        _ => $"task{what}EventDetails",
    };

    internal void WriteScheduled(HistoryWriter writer, long? timeoutSeconds, long? heartbeatSeconds) =>
        writer.Details(DetailsName(Resource, "Scheduled"), details =>
        {
            details.Number("heartbeatInSeconds", heartbeatSeconds);
            if (Resource.Kind == TaskKind.Integration)
            {
                details.Raw("parameters", Parameters);
                details.Text("region", Region);
                details.Resource(Resource);
            }
            else
            {
                details.Data("input", Parameters);
                details.Text("resource", Resource.Text);
            }
            details.Credentials(Credentials);
            details.Number("timeoutInSeconds", timeoutSeconds);
        });
}
