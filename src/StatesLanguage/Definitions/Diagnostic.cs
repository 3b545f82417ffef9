namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>One thing that is wrong with a definition.</summary>
/// <param name="Code">For programs, as the service names it.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Place">Where: <c>/States/Pay/Next</c>.</param>
public sealed record Diagnostic(string Code, string Message, string Place)
{
    public const string Schema = "SCHEMA_VALIDATION_FAILED";
    public const string MissingTarget = "MISSING_TRANSITION_TARGET";
    public const string NotJson = "INVALID_JSON_DESCRIPTION";
    public const string DuplicateName = "DUPLICATE_STATE_NAME";
    public const string LabelName = "INVALID_LABEL_NAME";

    public override string ToString() => Place.Length == 0 ? $"{Code}: {Message}" : $"{Code}: {Message} at {Place}";
}
