namespace KillSwitch.StatesLanguage.Events;

/// <summary>A task was for an activity that there is not.</summary>
public sealed record ActivityScheduleFailed(EventHead Head, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ActivityScheduleFailed";

    internal override void WriteDetails(HistoryWriter writer) =>
        writer.Details("activityScheduleFailedEventDetails", details => details.Error(Error));
}
