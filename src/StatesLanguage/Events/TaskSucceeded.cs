using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A task is done.</summary>
public sealed record TaskSucceeded(EventHead Head, TaskResource Resource, JsonElement Output) : ExecutionEvent(Head)
{
    public override string? HistoryType => Resource.Kind switch
    {
        TaskKind.Lambda => "LambdaFunctionSucceeded",
        TaskKind.Activity => "ActivitySucceeded",
        _ => "TaskSucceeded",
    };

    internal override void WriteDetails(HistoryWriter writer) => writer.Details(TaskRequest.DetailsName(Resource, "Succeeded"), details =>
    {
        details.Data("output", Output);
        details.ResourceOf(Resource);
    });
}
