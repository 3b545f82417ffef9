using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Contracts;

/// <summary>One step of an incident, or one act on it (<c>audit.v1</c>, keyed by incident).</summary>
/// <param name="Ts">When, Unix ms.</param>
/// <param name="Step">The state's name in the execution (<c>PublishKilled</c>), or the act (<c>ApprovalDecided</c>, <c>CommandRefused</c>).</param>
/// <param name="Outcome">What came of it: <c>OK</c>, <c>REFUSED</c>, <c>FAILED</c> or the step's own word.</param>
/// <param name="Actor">Person or service: <c>user:bob</c>, <c>detector</c>, <c>incident-workflow</c>.</param>
/// <param name="Attempt">1 for the first try of a step.</param>
/// <param name="Detail">For people.</param>
/// <param name="CorrId">As in the command.</param>
/// <param name="Service">Who wrote this record.</param>
/// <param name="Scope">The scope it was about; null where a command named none that can be read.</param>
/// <param name="IncidentId">Null where there is no incident.</param>
/// <param name="ExecutionArn">The execution; null for acts outside one.</param>
/// <param name="CmdId">The command behind it.</param>
/// <param name="RefusalCode">Where it was refused.</param>
/// <param name="InputHash">SHA-256 of the step's input, hex, tokens removed: proves which input it was without repeating it.</param>
public sealed record StepAudit(
    long Ts,
    string Step,
    string Outcome,
    string Actor,
    int Attempt,
    string Detail,
    string CorrId,
    string Service,
    Scope? Scope = null,
    string? IncidentId = null,
    string? ExecutionArn = null,
    string? CmdId = null,
    string? RefusalCode = null,
    string? InputHash = null)
{
    public const string Ok = "OK";
    public const string Refused = "REFUSED";
    public const string Failed = "FAILED";
}
