using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>What a step of a change answers.</summary>
public sealed record LimitStepOutput
{
    /// <summary>Where the execution goes next.</summary>
    public required LimitNext Outcome { get; init; }

    /// <summary>For whoever reads the execution.</summary>
    public required string Detail { get; init; }

    /// <summary>For the audit: who caused what the step did. Null: the workflow itself.</summary>
    [JsonIgnore]
    internal string? CausedBy { get; init; }

    /// <summary>The version that was published.</summary>
    public long? Version { get; init; }

    /// <summary>From OpenLimitChange: how long it can be decided, at least 1.</summary>
    public int? ApprovalSeconds { get; init; }

    /// <summary>From OpenLimitChange: when a temporary change ends, RFC 3339; of one that stays, when it was asked for.</summary>
    public string? Until { get; init; }
}
