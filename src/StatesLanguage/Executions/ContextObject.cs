using System.Text.Json;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>The context object: what an execution knows of itself.</summary>
internal static class ContextObject
{
    public static JsonElement Build(ExecutionState state, Frame frame, Visit visit, string? token)
    {
        var execution = state.Execution!;
        var members = new List<KeyValuePair<string, JsonElement>> { new("Execution", Own(state, execution)) };
        if (Iteration(state, frame) is { Item: { } item } iteration)
            members.Add(new("Map", Json.Object(("Item", Json.Object(("Index", Json.Number((long)iteration.Index)), ("Value", item))))));
        members.Add(
            new(
                "StateMachine",
                Json.Object(("Id", Json.String(execution.StateMachineArn)), ("Name", Json.String(execution.StateMachineName)))
            )
        );
        members.Add(new("State", Entered(visit)));
        if (token is not null)
            members.Add(new("Task", Json.Object(("Token", Json.String(token)))));
        return Json.Object(members);
    }

    private static JsonElement Own(ExecutionState state, ExecutionIdentity execution)
    {
        var members = new List<KeyValuePair<string, JsonElement>>
        {
            new("Id", Json.String(execution.Arn)),
            new("Input", state.Input),
            new("StartTime", Json.String(Rfc3339.Text(state.StartedAt))),
            new("Name", Json.String(execution.Name)),
            new("RoleArn", Json.String(execution.RoleArn)),
            new("RedriveCount", Json.Number((long)state.RedriveCount)),
        };
        if (state.RedrivenAt is { } at)
            members.Add(new("RedriveTime", Json.String(Rfc3339.Text(at))));
        return Json.Object(members);
    }

    /// <summary>The context of an iteration that is about to begin: what ItemSelector sees.</summary>
    public static JsonElement WithItem(JsonElement context, int index, JsonElement item) =>
        Json.With(context, "Map", Json.Object(("Item", Json.Object(("Index", Json.Number((long)index)), ("Value", item)))));

    private static JsonElement Entered(Visit visit)
    {
        var time = ("EnteredTime", Json.String(Rfc3339.Text(visit.EnteredAt)));
        var name = ("Name", Json.String(visit.State));
        return visit.Type is "Task" or "Parallel" or "Map"
            ? Json.Object(name, time, ("RetryCount", Json.Number((long)visit.Retries)))
            : Json.Object(name, time);
    }

    private static Frame? Iteration(ExecutionState state, Frame frame)
    {
        for (var at = frame; ; at = state.Frames[at.Parent.Value])
        {
            if (at.Item is not null)
                return at;
            if (at.Parent is null)
                return null;
        }
    }
}
