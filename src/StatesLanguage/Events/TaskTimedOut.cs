using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A task took too long, or its heartbeat did not come.</summary>
public sealed record TaskTimedOut(EventHead Head, TaskResource Resource, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => Resource.Kind switch
    {
        TaskKind.Lambda => "LambdaFunctionTimedOut",
        TaskKind.Activity => "ActivityTimedOut",
        _ => "TaskTimedOut",
    };

    internal override void WriteDetails(HistoryWriter writer) => writer.Details(TaskRequest.DetailsName(Resource, "TimedOut"), details =>
    {
        details.Error(Error);
        details.ResourceOf(Resource);
    });
}
