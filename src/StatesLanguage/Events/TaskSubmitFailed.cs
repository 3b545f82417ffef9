using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>The service did not take a task that was to wait for its token.</summary>
public sealed record TaskSubmitFailed(EventHead Head, TaskResource Resource, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => "TaskSubmitFailed";

    internal override void WriteDetails(HistoryWriter writer) => writer.Details("taskSubmitFailedEventDetails", details =>
    {
        details.Error(Error);
        details.Resource(Resource);
    });
}
