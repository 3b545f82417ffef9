using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents.Effects;

/// <summary>Which other kills hold orders of a scope.</summary>
internal static class OthersHolding
{
    /// <returns>Null where that cannot be found out just now: nobody's act waits for it.</returns>
    public static async Task<IReadOnlyList<Scope>?> OthersHoldingAsync(
        this IncidentServices services,
        Scope scope,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return OtherKills.Holding(scope, await services.Scopes.ListOpenAsync(cancellationToken));
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
