using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>The command is in its topic. It takes effect when the intake has read it, usually within milliseconds.</summary>
/// <param name="CmdId">The command.</param>
/// <param name="Scope">What it is about, normalised.</param>
/// <param name="Action">KILL or UNKILL.</param>
/// <param name="Ts">When it was given, Unix ms.</param>
/// <param name="CorrId">Found again in everything that follows from it.</param>
/// <param name="IncidentId">Of an open incident, the one it adds to; otherwise the one a KILL opens. Another kill of the same
/// moment may have opened its own first.</param>
/// <param name="Enforcement">Whether routers hold the scope back just now; COMMANDED where that is not known.</param>
/// <param name="InForceTs">Since when they do, Unix ms; null where they do not.</param>
/// <param name="Replayed">Whether this repeats an earlier answer to the same request under the same idempotency key: nothing was done
/// now that was not done then.</param>
/// <param name="IdempotencyKeyIgnored">Of a kill: whether its key was of no use, and it was made without: sent again, it is made again.
/// </param>
/// <param name="Message">For people: what is so, and what happens next.</param>
/// <param name="Unseen">Of a kill: that no order of late named its scope, and which it may be mistyped for; null where one did, and where
/// that is not known.</param>
public sealed record CommandReceipt(
    string CmdId,
    Scope Scope,
    CommandAction Action,
    long Ts,
    string CorrId,
    string? IncidentId,
    Enforcement Enforcement,
    long? InForceTs,
    bool Replayed,
    bool IdempotencyKeyIgnored,
    string Message,
    UnseenScope? Unseen);
