namespace KillSwitch.StatesLanguage.Events;

/// <summary>An execution that had not succeeded goes on from where it ended.</summary>
/// <param name="Head">It follows the event that had ended the execution.</param>
/// <param name="Count">How many times it has been redriven with this one.</param>
/// <param name="ClientToken">By which the same request is known again; null where the caller gave none.</param>
/// <param name="TimesOutAt">When the definition's TimeoutSeconds, which begin anew, end it.</param>
public sealed record ExecutionRedriven(EventHead Head, int Count, string? ClientToken, DateTimeOffset? TimesOutAt) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ExecutionRedriven";

    internal override void WriteDetails(HistoryWriter writer) =>
        writer.Details("executionRedrivenEventDetails", details => details.Number("redriveCount", Count));
}
