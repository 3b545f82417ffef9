using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents.Effects;

/// <summary>Load, decide, save on condition; again if somebody else was faster.</summary>
internal static class Transitions
{
    /// <summary>Each lost race means that somebody else's write went through, so even a busy scope needs few.</summary>
    private const int MaxRaces = 100;

    /// <returns>The change that was saved, or that had nothing to save.</returns>
    /// <exception cref="StoreUnavailableException">Not known to be saved.</exception>
    public static async Task<Change<T>> UpdateAsync<T>(
        this IncidentServices services, Scope scope, ITransition<T> transition, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var loaded = await services.Scopes.LoadAsync(scope, cancellationToken);
            var change = transition.Decide(loaded, services.NowMs());
            if (ReferenceEquals(change.Record, loaded))
                return change;
            await services.KeepClosedAsync(loaded, change.Record, cancellationToken);
            if (await services.Scopes.TrySaveAsync(change.Record, cancellationToken))
                return change with { Record = change.Record with { Revision = loaded.Revision + 1 } };
        }
        throw new StoreUnavailableException($"The record of {scope} changed under {MaxRaces} attempts to write it. Try again.");
    }

    /// <summary>Keeps a closed incident before a new one takes its place in the record. Harmless to repeat.</summary>
    private static Task KeepClosedAsync(
        this IncidentServices services, ScopeRecord before, ScopeRecord after, CancellationToken cancellationToken) =>
        before.Incident is { IsOpen: false } closed && after.Incident?.IncidentId != closed.IncidentId
            ? services.Incidents.PutClosedAsync(closed, cancellationToken)
            : Task.CompletedTask;
}
