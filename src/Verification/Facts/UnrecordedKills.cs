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
    /// Where one of two has no record, the earlier version may reach the topic after the later one: a KILLED that had its version before
    /// the store fell silent, or one without a record while the store was just back. Routers keep the later; both say the same.
    /// </summary>
    public static bool MayBeOvertakenBy(KillState before, KillState state) =>
        before.Status == KillStatus.Killed
        && state.Status == KillStatus.Killed
        && state.Version < before.Version
        && (CanBeOne(before) || CanBeOne(state));

    private static bool CanBeOne(KillState state) =>
        state.Causes is [var only]
        && only == state.LastCmdId
        && state.IncidentId == IncidentNames.IncidentId(state.Scope, state.LastCmdId);
}
