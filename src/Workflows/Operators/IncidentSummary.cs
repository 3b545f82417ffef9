using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>A line in the list of incidents.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Scope">What it killed.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Enforcement">Whether routers hold its scope back for it: COMMANDED, IN_FORCE, RESTORING, RESTORED.</param>
/// <param name="OpenedTs">Unix ms.</param>
/// <param name="ClosedTs">Unix ms; null while it is open.</param>
/// <param name="TriggeredBy">Who or what gave the first kill.</param>
/// <param name="Reason">The first kill's reason.</param>
/// <param name="Causes">How many kills it has gathered.</param>
public sealed record IncidentSummary(
    string IncidentId,
    Scope Scope,
    IncidentPhase Phase,
    Enforcement Enforcement,
    long OpenedTs,
    long? ClosedTs,
    string TriggeredBy,
    string Reason,
    long Causes);
