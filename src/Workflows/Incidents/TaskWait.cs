namespace KillSwitch.Workflows.Incidents;

/// <summary>A task of the execution that waits for people.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="TaskToken">Completes it. It leaves the store only towards Step Functions.</param>
/// <param name="Entered">When the state was entered; with <paramref name="Attempt"/> it tells a newer wait from one that was
/// superseded, as the time of an execution never goes back.</param>
/// <param name="Attempt">1 for the first try of the state.</param>
/// <param name="Answer">
/// What it was, or is still to be, completed with. Stored before it is sent: if the sending is lost, whoever comes by next
/// (a repeat of the act, the recovery pass) sends it again. Sending twice is harmless.
/// </param>
public sealed record TaskWait(WaitKind Kind, string TaskToken, DateTimeOffset Entered, int Attempt, TaskAnswer? Answer)
{
    /// <summary>Never a token in a log or a message.</summary>
    public override string ToString() => $"{Kind} since {Entered:O}, attempt {Attempt}, answer {Answer}";
}
