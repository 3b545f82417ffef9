using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Verification.Facts;

/// <summary>
/// States that the intake published while the store did not answer. Each names the incident that its command would have opened; where
/// another kill of the scope opened one first, the command became a cause of that.
/// </summary>
internal static class UnrecordedKills
{
    /// <returns>The incident of that id, or the one whose cause the command became; null where there is neither.</returns>
    public static Incident? IncidentOf(StoreContents store, string incidentId, string cmdId) =>
        store.Incidents.TryGetValue(incidentId, out var incident)
            ? incident
            : store.Incidents.Values.FirstOrDefault(i =>
                IncidentNames.IncidentId(i.Scope, cmdId) == incidentId && i.Causes.Any(c => c.CmdId == cmdId)
            );

    /// <summary>
    /// A KILLED that was given its version before the store fell silent may reach the topic after one without a record, whose version is
    /// later. Routers keep the later one; both say the same.
    /// </summary>
    public static bool MayBeOvertakenBy(KillState before, KillState state) =>
        before.Status == KillStatus.Killed
        && state.Status == KillStatus.Killed
        && state.Version < before.Version
        && before.Causes is [var only]
        && only == before.LastCmdId
        && before.IncidentId == IncidentNames.IncidentId(before.Scope, before.LastCmdId);
}
