using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Load, decide, save on condition; again if somebody else was faster.</summary>
internal static class ScopeUpdates
{
    /// <summary>Each lost race means that somebody else's write went through, so even a busy scope needs few.</summary>
    private const int MaxRaces = 100;

    /// <param name="store">Where the record lives.</param>
    /// <param name="scope">Which record.</param>
    /// <param name="decide">Pure: it may be called several times. It must recognise its own effect, see <see cref="IScopeStore.TrySaveAsync"/>.</param>
    /// <param name="cancellationToken">Gives up; the change may have been written.</param>
    /// <returns>The change that was saved, or that had nothing to save.</returns>
    /// <exception cref="StoreUnavailableException">Not known to be saved.</exception>
    public static Task<Change<T>> UpdateAsync<T>(this IScopeStore store, Scope scope, Func<ScopeRecord, Change<T>> decide, CancellationToken cancellationToken) =>
        store.UpdateAsync(scope, decide, static (_, _, _) => Task.CompletedTask, cancellationToken);

    /// <param name="store">Where the record lives.</param>
    /// <param name="scope">Which record.</param>
    /// <param name="decide">As in the other overload.</param>
    /// <param name="beforeSave">Gets the record as it was and as it will be: what must be kept elsewhere before the save lets it go. Harmless to repeat.</param>
    /// <param name="cancellationToken">Gives up; the change may have been written.</param>
    public static async Task<Change<T>> UpdateAsync<T>(
        this IScopeStore store,
        Scope scope,
        Func<ScopeRecord, Change<T>> decide,
        Func<ScopeRecord, ScopeRecord, CancellationToken, Task> beforeSave,
        CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var loaded = await store.LoadAsync(scope, cancellationToken);
            var change = decide(loaded);
            if (ReferenceEquals(change.Record, loaded))
                return change;
            await beforeSave(loaded, change.Record, cancellationToken);
            if (await store.TrySaveAsync(change.Record, cancellationToken))
                return change with { Record = change.Record with { Revision = loaded.Revision + 1 } };
        }
        throw new StoreUnavailableException($"The record of {scope} changed under {MaxRaces} attempts to write it. Try again.");
    }
}
