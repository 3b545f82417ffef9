using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>How one scope stands. A scope that is not listed is ACTIVE and was not killed lately.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Enforcement">Whether routers hold it back, as far as is known: COMMANDED, IN_FORCE, RESTORING, RESTORED.</param>
/// <param name="Status">KILLED while that is IN_FORCE, and else ACTIVE: never KILLED where orders may flow.</param>
/// <param name="Version">The last version allocated; 0 before the first.</param>
/// <param name="InForceTs">Since when routers hold it back, Unix ms; null where they do not.</param>
/// <param name="Partition">Where that KILLED stands in the state topic; null where none is in force.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="RestoredTs">When the topic acknowledged ACTIVE, Unix ms; null where it has not.</param>
/// <param name="HeldBy">Other killed scopes that hold orders of this one, GLOBAL first: of a scope that is restored, or is being.</param>
/// <param name="IncidentId">The open incident, or the last one.</param>
/// <param name="Phase">Where that incident stands.</param>
/// <param name="Reason">The first kill's reason.</param>
/// <param name="LatestReason">The latest kill's.</param>
/// <param name="CauseCount">How many kills the incident has gathered.</param>
/// <param name="UpdatedTs">When the last version was allocated, Unix ms; when the incident opened, if there is none yet.</param>
public sealed record ScopeStateView(
    Scope Scope,
    Enforcement Enforcement,
    KillStatus Status,
    long Version,
    long? InForceTs,
    int? Partition,
    long? Offset,
    long? RestoredTs,
    IReadOnlyList<Scope> HeldBy,
    string IncidentId,
    IncidentPhase Phase,
    string Reason,
    string LatestReason,
    long CauseCount,
    long UpdatedTs);
