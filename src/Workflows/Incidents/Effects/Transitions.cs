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
        this IncidentServices services, Scope scope, ITransition<T> transition, CancellationToken cancellationToken) =>
        await services.UpdateAsync(await services.Scopes.LoadAsync(scope, cancellationToken), transition, cancellationToken);

    /// <param name="services">What it works with.</param>
    /// <param name="loaded">The record as it was loaded a moment ago; one that is older costs no more than a race.</param>
    /// <param name="transition">What happens.</param>
    /// <param name="cancellationToken">Gives up; it may be saved.</param>
    /// <inheritdoc cref="UpdateAsync{T}(IncidentServices, Scope, ITransition{T}, CancellationToken)"/>
    public static async Task<Change<T>> UpdateAsync<T>(
        this IncidentServices services,
        ScopeRecord loaded,
        ITransition<T> transition,
        CancellationToken cancellationToken
    )
    {
        var scope = loaded.Scope;
        for (var race = 0; race < MaxRaces; race++)
        {
            var change = transition.Decide(loaded, services.NowMs());
            if (ReferenceEquals(change.Record, loaded))
                return change;
            await services.KeepClosedAsync(loaded, change.Record, cancellationToken);
            if (await services.Scopes.TrySaveAsync(change.Record, cancellationToken))
                return change with { Record = change.Record with { Revision = loaded.Revision + 1 } };
            loaded = await services.Scopes.LoadAsync(scope, cancellationToken);
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
