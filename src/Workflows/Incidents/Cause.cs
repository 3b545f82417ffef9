namespace KillSwitch.Workflows.Incidents;

/// <summary>One KILL of an incident.</summary>
public sealed record Cause
{
    /// <summary>From 1; never reused, also when older causes are no longer kept.</summary>
    public required long Number { get; init; }

    /// <summary>The command.</summary>
    public required string CmdId { get; init; }

    /// <summary>When it was given, Unix ms.</summary>
    public required long Ts { get; init; }

    /// <summary>Who or what gave it.</summary>
    public required string TriggeredBy { get; init; }

    /// <summary>Why. Of all but the first cause at most 300 characters are kept here; the audit has it whole.</summary>
    public required string Reason { get; init; }

    /// <summary>The rule that was broken, of a detected breach.</summary>
    public string? Metric { get; init; }

    /// <summary>What was measured.</summary>
    public string? Value { get; init; }

    /// <summary>As in the command.</summary>
    public required string CorrId { get; init; }

    /// <summary>Trace of what caused it.</summary>
    public string? TraceParent { get; init; }
}
