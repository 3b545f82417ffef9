using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A task has begun.</summary>
public sealed record TaskStarted(EventHead Head, TaskResource Resource, string? WorkerName) : ExecutionEvent(Head)
{
    public override string? HistoryType => Resource.Kind switch
    {
        TaskKind.Lambda => "LambdaFunctionStarted",
        TaskKind.Activity => "ActivityStarted",
        _ => "TaskStarted",
    };

    internal override void WriteDetails(HistoryWriter writer)
    {
        switch (Resource.Kind)
        {
            case TaskKind.Activity:
                writer.Details("activityStartedEventDetails", details => details.Text("workerName", WorkerName));
                break;
            case TaskKind.Integration:
                writer.Details("taskStartedEventDetails", details => details.Resource(Resource));
                break;
        }
    }
}
