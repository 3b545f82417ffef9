namespace KillSwitch.StepFunctions.Resources;

/// <summary>A state machine, in one revision of it.</summary>
internal sealed record Machine(
    string Arn,
    string Name,
    string Definition,
    string RoleArn,
    string Type,
    string RevisionId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public const string Standard = "STANDARD";

    /// <summary>
    /// LoggingConfiguration, TracingConfiguration and EncryptionConfiguration as they were given, as JSON; they are kept and shown,
    /// and have no effect here.
    /// </summary>
    public string? Logging { get; init; }

    public bool Tracing { get; init; }

    /// <summary>Null: a key of the service's own, as is the default.</summary>
    public string? Encryption { get; init; }
}
