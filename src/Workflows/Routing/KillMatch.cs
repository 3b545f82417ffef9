using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>A scope whose orders are held back, and why.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Reason">The kill's reason, or that the scope's state cannot be read.</param>
/// <param name="CorrId">The kill's, or null where the state cannot be read.</param>
/// <param name="CmdId">The command that led to it; null where the state cannot be read.</param>
/// <param name="IncidentId">Its incident; null where the state cannot be read.</param>
/// <param name="Version">Version of the state; null where the state cannot be read.</param>
public sealed record KillMatch(Scope Scope, string Reason, string? CorrId, string? CmdId, string? IncidentId, long? Version)
{
    internal static KillMatch Of(KillState state) =>
        new(state.Scope, state.Reason, state.CorrId, state.LastCmdId, state.IncidentId, state.Version);

    internal static KillMatch Unknown(Scope scope, string reason) => new(scope, reason, null, null, null, null);
}
