namespace KillSwitch.Verification.Facts;

/// <summary>
/// The kill that the audit of a dropped order names, or the restore it was sent before; without a command, an incident and a version where
/// it names none.
/// </summary>
/// <param name="CmdId">The command.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="StateVersion">The version of the state.</param>
/// <param name="Reason">For people; empty of a restore.</param>
public sealed record NamedKill(string? CmdId, string? IncidentId, long? StateVersion, string Reason);
