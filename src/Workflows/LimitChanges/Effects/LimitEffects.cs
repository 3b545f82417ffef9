using System.Text.Json.Nodes;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.LimitChanges.Effects;

/// <summary>
/// What must follow once a change is stored. All of it is harmless to repeat, and is repeated by whoever comes by: a crash in between loses
/// nothing.
/// </summary>
internal static class LimitEffects
{
    /// <summary>
    /// Makes the change findable and starts its execution. The input is made of what is stored, so that starting again is recognised as
    /// the same.
    /// </summary>
    /// <exception cref="ExecutionsUnavailableException">Not known to have started. The next recovery pass starts it.</exception>
    public static async Task StartAsync(this LimitServices services, LimitChange change, CancellationToken cancellationToken)
    {
        await services.MakeFindableAsync(change, cancellationToken);
        var input = new JsonObject
        {
            ["change_id"] = change.ChangeId,
            ["owner"] = change.Owner,
            ["rule"] = Limits.LimitRules.NameOf(change.Rule),
            ["trace_parent"] = change.TraceParent,
        };
        await services.Executions.StartExecutionAsync(change.ExecutionName, input, change.TraceParent, cancellationToken);
    }

    /// <summary>Has the change found by its id. Harmless to repeat.</summary>
    public static Task MakeFindableAsync(this LimitServices services, LimitChange change, CancellationToken cancellationToken) =>
        services.Limits.PutPointerAsync(LimitChangePointer.Of(change), cancellationToken);

    /// <summary>Sends a waiting task its answer, if it has one. Harmless to repeat.</summary>
    /// <exception cref="ExecutionsUnavailableException">Not known to be sent. Whoever comes by next sends it again.</exception>
    public static Task SendAnswerAsync(this LimitServices services, TaskWait? wait, CancellationToken cancellationToken) =>
        wait?.Answer is { } answer ? services.AnswerAsync(wait.TaskToken, answer, cancellationToken) : Task.CompletedTask;

    /// <exception cref="ExecutionsUnavailableException">Not known to be sent.</exception>
    public static Task AnswerAsync(
        this LimitServices services, string taskToken, TaskAnswer answer, CancellationToken cancellationToken) =>
        services.Executions.CompleteTaskAsync(taskToken, AnswerJson.Of(answer), cancellationToken);

    /// <summary>Sends what tasks of a limit's other changes are answered that this act has made void.</summary>
    /// <exception cref="ExecutionsUnavailableException">Not known to be sent. Whoever comes by next sends it again.</exception>
    public static async Task AnswerOthersAsync(
        this LimitServices services, LimitRecord record, string but, CancellationToken cancellationToken)
    {
        foreach (var other in record.Changes.Where(change => change.ChangeId != but))
            await services.SendAnswerAsync(other.Wait, cancellationToken);
    }
}
