using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What became of a command.</summary>
public sealed record HandledCommand
{
    /// <summary>The command.</summary>
    public required string CmdId { get; init; }

    /// <summary>What it was about.</summary>
    public required Scope Scope { get; init; }

    /// <summary>KILL or UNKILL.</summary>
    public required CommandAction Action { get; init; }

    /// <summary>As given: with scope and action it tells whether an id was used again for something else.</summary>
    public required string Reason { get; init; }

    /// <summary>OPENED, CAUSE_ADDED, REQUESTED or REFUSED.</summary>
    public required CommandOutcome Outcome { get; init; }

    /// <summary>The incident it opened or belongs to.</summary>
    public string? IncidentId { get; init; }

    /// <summary>Where it was refused.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>Unix ms.</summary>
    public required long HandledTs { get; init; }
}
