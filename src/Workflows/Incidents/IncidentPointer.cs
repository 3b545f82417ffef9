using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Where an open incident lives: in its scope's record.</summary>
public sealed record IncidentPointer(string IncidentId, Scope Scope, long OpenedTs);
