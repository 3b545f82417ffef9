using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A task failed.</summary>
public sealed record TaskFailed(EventHead Head, TaskResource Resource, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => Resource.Kind switch
    {
        TaskKind.Lambda => "LambdaFunctionFailed",
        TaskKind.Activity => "ActivityFailed",
        _ => "TaskFailed",
    };

    internal override void WriteDetails(HistoryWriter writer) => writer.Details(TaskRequest.DetailsName(Resource, "Failed"), details =>
    {
        details.Error(Error);
        details.ResourceOf(Resource);
    });
}
