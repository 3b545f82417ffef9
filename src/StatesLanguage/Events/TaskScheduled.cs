using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A task is to be done. Its deadlines are absolute, so that a restart re-arms them as they were.</summary>
public sealed record TaskScheduled(
    EventHead Head,
    TaskRequest Task,
    long? TimeoutSeconds,
    long? HeartbeatSeconds,
    DateTimeOffset TimesOutAt) : ExecutionEvent(Head)
{
    public override string? HistoryType => Task.Resource.Kind switch
    {
        TaskKind.Lambda => "LambdaFunctionScheduled",
        TaskKind.Activity => "ActivityScheduled",
        _ => "TaskScheduled",
    };

    internal override void WriteDetails(HistoryWriter writer) => Task.WriteScheduled(writer, TimeoutSeconds, HeartbeatSeconds);
}
