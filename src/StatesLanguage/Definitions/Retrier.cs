namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>When and how often to try again.</summary>
/// <param name="ErrorEquals">The errors it is for.</param>
/// <param name="IntervalSeconds">Before the first retry, 1 or more.</param>
/// <param name="MaxAttempts">Retries, 0 for none.</param>
/// <param name="BackoffRate">What the wait is multiplied by from one retry to the next, at least 1.</param>
/// <param name="MaxDelaySeconds">What the wait never exceeds.</param>
/// <param name="FullJitter">Whether the wait is drawn between 0 and what it would be.</param>
internal sealed record Retrier(
    IReadOnlyList<string> ErrorEquals,
    long IntervalSeconds,
    long MaxAttempts,
    double BackoffRate,
    long? MaxDelaySeconds,
    bool FullJitter)
{
    /// <summary>How long to wait before a retry.</summary>
    /// <param name="retry">1 for the first.</param>
    /// <param name="random">From 0 to 1; used where there is jitter.</param>
    public TimeSpan Delay(int retry, Func<double> random)
    {
        var seconds = IntervalSeconds * Math.Pow(BackoffRate, retry - 1);
        seconds = Math.Min(seconds, MaxDelaySeconds ?? TaskState.DefaultTimeoutSeconds);
        return TimeSpan.FromMilliseconds(Math.Round((FullJitter ? seconds * random() : seconds) * 1000));
    }
}
