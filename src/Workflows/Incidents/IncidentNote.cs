using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Something that somebody says of an open incident, for those who work on it and for whoever reads it later.</summary>
/// <param name="By">From a verified token.</param>
/// <param name="Kind">Whether he also takes it on.</param>
/// <param name="Text">What.</param>
/// <param name="Ts">When, Unix ms.</param>
/// <param name="Key">The idempotency key it came with, or one of that call: sent again it is the same note.</param>
public sealed record IncidentNote(Person By, NoteKind Kind, string Text, long Ts, string Key);
