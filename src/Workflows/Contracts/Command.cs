using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Contracts;

/// <summary>A kill, or the request of an unkill (<c>killswitch.commands.v1</c>, keyed by scope).</summary>
/// <param name="CmdId">1 to 128 characters. The same id is the same command: a second delivery changes nothing.</param>
/// <param name="Ts">When it was given, Unix ms.</param>
/// <param name="Scope">What to kill or restore.</param>
/// <param name="Action">KILL or UNKILL.</param>
/// <param name="Reason">Mandatory, for people; at most 1,000 characters.</param>
/// <param name="TriggeredBy"><c>detector</c>, <c>user:alice</c>, or whatever an outside producer calls itself.</param>
/// <param name="CorrId">Ties the command to what caused it and to all that follows from it.</param>
/// <param name="Metric">The rule that was broken, where a detector commands.</param>
/// <param name="Value">What was measured, as text: <c>1250000.00</c>.</param>
public sealed record Command(
    string CmdId,
    long Ts,
    Scope Scope,
    CommandAction Action,
    string Reason,
    string TriggeredBy,
    string CorrId,
    string? Metric = null,
    string? Value = null)
{
    /// <summary>What <see cref="TriggeredBy"/> says of a command the detector gave.</summary>
    public const string DetectorActor = "detector";

    public const int MaxIdLength = 128;
    public const int MaxReasonLength = 1000;
}
