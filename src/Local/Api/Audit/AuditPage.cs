namespace KillSwitch.Local.Api.Audit;

/// <summary>What was found.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Complete">Whether nothing can be missing: neither the limit nor the memory's size cut anything off.</param>
/// <param name="DecisionsHeld">How many decisions of routers are held.</param>
/// <param name="StepsHeld">How many steps and acts are held.</param>
/// <param name="Unreadable">How many records of the topic were no audit records.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, bool Complete, int DecisionsHeld, int StepsHeld, long Unreadable);
