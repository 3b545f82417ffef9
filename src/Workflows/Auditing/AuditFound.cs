namespace KillSwitch.Workflows.Auditing;

/// <summary>What an index found to a question.</summary>
/// <param name="Entries">Newest first, no more than were asked for.</param>
/// <param name="GoesOnBefore">Where a search for more would go on; null where all there is has been looked at.</param>
/// <param name="GaveUp">Whether it stopped before it had as many as were asked for, as there was too much to look through.</param>
public sealed record AuditFound(IReadOnlyList<AuditEntry> Entries, AuditPlace? GoesOnBefore, bool GaveUp);
