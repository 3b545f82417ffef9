namespace KillSwitch.StatesLanguage;

/// <summary>The names of errors the language itself reports.</summary>
public static class ErrorNames
{
    /// <summary>Matches every error that can be matched.</summary>
    public const string All = "States.ALL";

    /// <summary>A task took longer than TimeoutSeconds, or its heartbeat did not come. A state machine's own TimeoutSeconds too.</summary>
    public const string Timeout = "States.Timeout";

    /// <summary>In ErrorEquals it matches any error of a task but <see cref="Timeout"/>.</summary>
    public const string TaskFailed = "States.TaskFailed";

    /// <summary>
    /// A heartbeat did not come. For Retry and Catch only: histories and catchers are told <see cref="Timeout"/>, which matches it, too.
    /// </summary>
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";

    /// <summary>
    /// A fault in the definition that shows only when it runs, such as a path that leads nowhere. Never retried, never caught.
    /// </summary>
    public const string Runtime = "States.Runtime";

    /// <summary>A value is larger than the service passes between states.</summary>
    public const string DataLimitExceeded = "States.DataLimitExceeded";

    /// <summary>A JSONata expression failed, gave nothing, or gave a value of the wrong type.</summary>
    public const string QueryEvaluationError = "States.QueryEvaluationError";

    /// <summary>An intrinsic function could not be evaluated.</summary>
    public const string IntrinsicFailure = "States.IntrinsicFailure";

    /// <summary>No rule of a Choice state matched, and it has no Default.</summary>
    public const string NoChoiceMatched = "States.NoChoiceMatched";

    /// <summary>More items of a Map failed than are tolerated.</summary>
    public const string ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";
}
