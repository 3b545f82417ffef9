using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>How one scope stands. A scope that is not listed is ACTIVE and was not killed lately.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Status">KILLED while its incident is open, also in the moments before the topic has it.</param>
/// <param name="Version">The last version allocated; 0 before the first.</param>
/// <param name="IncidentId">The open incident, or the last one.</param>
/// <param name="Phase">Where that incident stands.</param>
/// <param name="Reason">The first kill's reason.</param>
/// <param name="UpdatedTs">When the last version was allocated, Unix ms; when the incident opened, if there is none yet.</param>
public sealed record ScopeStateView(
    Scope Scope,
    KillStatus Status,
    long Version,
    string IncidentId,
    IncidentPhase Phase,
    string Reason,
    long UpdatedTs);
