using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Workflows.Operators;

/// <summary>Something was said of an incident.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="By">Who said it.</param>
/// <param name="Kind">Whether he also took it on.</param>
/// <param name="Ts">When, Unix ms.</param>
/// <param name="Replayed">Whether this repeats an earlier answer under the same idempotency key.</param>
/// <param name="Message">The same for people.</param>
public sealed record NoteReceipt(string IncidentId, string By, NoteKind Kind, long Ts, bool Replayed, string Message);
