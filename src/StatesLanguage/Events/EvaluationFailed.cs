namespace KillSwitch.StatesLanguage.Events;

/// <summary>A JSONata expression failed.</summary>
public sealed record EvaluationFailed(EventHead Head, StatesError Error, string State, string? Location) : ExecutionEvent(Head)
{
    public override string? HistoryType => "EvaluationFailed";

    internal override void WriteDetails(HistoryWriter writer) => writer.Details("evaluationFailedEventDetails", details =>
    {
        details.Error(Error);
        details.Text("location", Location);
        details.Text("state", State);
    });
}
