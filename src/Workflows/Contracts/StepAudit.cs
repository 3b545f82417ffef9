using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Contracts;

/// <summary>
/// One step of an incident or of a change of a limit, or one act on it (<c>audit.v1</c>, keyed by incident or change).
/// </summary>
public sealed record StepAudit
{
    /// <summary>When, Unix ms.</summary>
    public required long Ts { get; init; }

    /// <summary>
    /// The state's name in the execution (<c>PublishKilled</c>), or the act (<c>ApprovalDecided</c>, <c>CommandRefused</c>).
    /// </summary>
    public required string Step { get; init; }

    /// <summary>What came of it: <c>OK</c>, <c>REFUSED</c>, <c>FAILED</c> or the step's own word.</summary>
    public required string Outcome { get; init; }

    /// <summary>Person or service: <c>user:bob</c>, <c>detector</c>, <c>incident-workflow</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Of a decision about an unkill, the roles that whoever decided had at that moment.</summary>
    public IReadOnlyList<Role>? Roles { get; init; }

    /// <summary>1 for the first try of a step.</summary>
    public required int Attempt { get; init; }

    /// <summary>For people.</summary>
    public required string Detail { get; init; }

    /// <summary>As in the command.</summary>
    public required string CorrId { get; init; }

    /// <summary>Who wrote this record.</summary>
    public required string Service { get; init; }

    /// <summary>The scope it was about; null where a command named none that can be read.</summary>
    public Scope? Scope { get; init; }

    /// <summary>Null where there is no incident.</summary>
    public string? IncidentId { get; init; }

    /// <summary>The change of a limit; null where it is about none.</summary>
    public string? ChangeId { get; init; }

    /// <summary>The execution; null for acts outside one.</summary>
    public string? ExecutionArn { get; init; }

    /// <summary>The command behind it.</summary>
    public string? CmdId { get; init; }

    /// <summary>Where it was refused.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>SHA-256 of the step's input, hex, tokens removed: proves which input it was without repeating it.</summary>
    public string? InputHash { get; init; }

    public const string Ok = "OK";
    public const string Refused = "REFUSED";
    public const string Failed = "FAILED";
}
