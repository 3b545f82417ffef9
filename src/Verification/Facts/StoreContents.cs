using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

/// <summary>What the store holds after a run.</summary>
/// <param name="Scopes">The record of every scope that anything was ever about.</param>
/// <param name="Pointers">Every incident the store knows of.</param>
/// <param name="Incidents">The document of each: its final one, or that of its scope's record while it has none.</param>
/// <param name="Commands">What became of each command that was asked for.</param>
public sealed record StoreContents(
    IReadOnlyDictionary<Scope, ScopeRecord> Scopes,
    IReadOnlyList<IncidentPointer> Pointers,
    IReadOnlyDictionary<string, Incident> Incidents,
    IReadOnlyDictionary<string, HandledCommand> Commands);
