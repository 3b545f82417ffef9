namespace KillSwitch.StatesLanguage;

/// <summary>
/// Data could not be selected or shaped. Thrown inside an evaluation and turned into a failure of the state by the
/// step that asked for it; it never leaves the engine.
/// </summary>
internal sealed class EvaluationException(string error, string message, string? location = null) : Exception(message)
{
    public string Error { get; } = error;

    /// <summary>The field that failed: <c>Arguments/FunctionName</c>. Null where history shows none.</summary>
    public string? Location { get; } = location;

    /// <summary>
    /// Whether the expression itself was fine and its value did not fit: history then shows the failure after the state's entering,
    /// not beside it.
    /// </summary>
    public bool AfterEvaluation { get; init; }

    public static EvaluationException Runtime(string message) => new(ErrorNames.Runtime, message);

    public static EvaluationException Query(string message, string? location = null) =>
        new(ErrorNames.QueryEvaluationError, message, location);
}
