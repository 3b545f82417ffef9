namespace KillSwitch.Workflows.Incidents;

/// <summary>An UNKILL, with what is known of who gave it.</summary>
/// <param name="CmdId">The command.</param>
/// <param name="AskedBy">As shown to people.</param>
/// <param name="Requester">The person, proven by the operator API; null where nothing proves it.</param>
/// <param name="Reason">Why.</param>
/// <param name="CorrId">As in the command.</param>
/// <param name="TraceParent">Trace of the command.</param>
internal sealed record UnkillAsk(string CmdId, string AskedBy, string? Requester, string Reason, string CorrId, string? TraceParent);
