using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>What a step answers.</summary>
public sealed record StepOutput
{
    /// <summary>Where the execution goes next.</summary>
    public required StepOutcome Outcome { get; init; }

    /// <summary>For whoever reads the execution.</summary>
    public required string Detail { get; init; }

    /// <summary>For the audit: who or what caused what the step did. Null: the workflow itself.</summary>
    [JsonIgnore]
    internal string? CausedBy { get; init; }

    /// <summary>For the audit: the command behind it.</summary>
    [JsonIgnore]
    internal string? CmdId { get; init; }

    /// <summary>The state version that was published.</summary>
    public long? Version { get; init; }

    /// <summary>The unkill request it is about.</summary>
    public int? Request { get; init; }

    /// <summary>From OpenIncident: how long to wait for an unkill request before reminding people.</summary>
    public int? UnkillReminderSeconds { get; init; }

    /// <summary>From OpenIncident: how long a request can be decided.</summary>
    public int? ApprovalSeconds { get; init; }
}
