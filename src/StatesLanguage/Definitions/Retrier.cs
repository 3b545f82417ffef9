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
    private const long MostSeconds = 31_622_400;

    private static readonly FieldSet s_fields = new(
        ["ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy", "Comment"]
    );

    public static Retrier Read(StateDefinitionReader reader)
    {
        var fields = reader.Fields;
        s_fields.Check(fields, reader.Language);
        fields.OneOf("JitterStrategy", "FULL", "NONE");
        return new(
            Definitions.ErrorEquals.Read(fields),
            fields.Integer("IntervalSeconds", least: 1) ?? 1,
            fields.Integer("MaxAttempts") ?? 3,
            Backoff(fields),
            fields.Integer("MaxDelaySeconds", least: 1, most: MostSeconds),
            Json.Text(fields.Value, "JitterStrategy") == "FULL");
    }

    /// <summary>How long to wait before a retry.</summary>
    /// <param name="retry">1 for the first.</param>
    /// <param name="random">From 0 to 1; used where there is jitter.</param>
    public TimeSpan Delay(int retry, Func<double> random)
    {
        var seconds = IntervalSeconds * Math.Pow(BackoffRate, retry - 1);
        seconds = Math.Min(seconds, MaxDelaySeconds ?? TaskState.DefaultTimeoutSeconds);
        return TimeSpan.FromMilliseconds(Math.Round((FullJitter ? seconds * random() : seconds) * 1000));
    }

    private static double Backoff(Fields fields) =>
        fields.Any("BackoffRate") is { } rate && fields.Fits(rate, "BackoffRate", 1, double.MaxValue, whole: false)
            ? rate.GetDouble()
            : 2.0;
}
