namespace KillSwitch.Workflows.Incidents;

/// <summary>An incident by id.</summary>
/// <param name="Pointer">Its scope and when it opened.</param>
/// <param name="Closed">Its final document; null while it is open, or until that document is written.</param>
public sealed record StoredIncident(IncidentPointer Pointer, Incident? Closed);
