using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Commands;

/// <summary>A command, or why the bytes are none and what could be read of them all the same.</summary>
internal sealed record ParsedCommand
{
    /// <summary>Null where it was refused.</summary>
    public Command? Command { get; init; }

    /// <summary>Null where it is a command.</summary>
    public Refusal? Refusal { get; init; }

    public string? CmdId { get; init; }
    public Scope? Scope { get; init; }
    public string? TriggeredBy { get; init; }
    public string? CorrId { get; init; }
}
