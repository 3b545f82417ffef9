using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.LimitChanges.Effects;

/// <summary>Load, decide, save on condition; again if somebody else was faster.</summary>
internal static class LimitTransitions
{
    /// <summary>Each lost race means that somebody else's write went through.</summary>
    private const int MaxRaces = 100;

    /// <returns>The move that was saved, or that had nothing to save.</returns>
    /// <exception cref="StoreUnavailableException">Not known to be saved.</exception>
    public static async Task<LimitMove<T>> UpdateAsync<T>(
        this LimitServices services, LimitKey key, ILimitTransition<T> transition, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var loaded = await services.Limits.LoadAsync(key, cancellationToken);
            var move = transition.Decide(loaded, services.NowMs());
            if (ReferenceEquals(move.Record, loaded))
                return move;
            await services.KeepEndedAsync(loaded, move, cancellationToken);
            if (await services.Limits.TrySaveAsync(move.Record, cancellationToken))
                return move with { Record = move.Record with { Revision = loaded.Revision + 1 } };
        }
        throw new StoreUnavailableException($"The record of {key.Words} changed under {MaxRaces} attempts to write it. Try again.");
    }

    /// <summary>The change; of an ended one its final document. Null for an id never seen.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    public static async Task<LimitChange?> FindAsync(this LimitServices services, string changeId, CancellationToken cancellationToken)
    {
        if (await services.Limits.FindAsync(changeId, cancellationToken) is not { } stored)
            return null;
        var record = await services.Limits.LoadAsync(stored.Pointer.Key, cancellationToken);
        // One that ends at this moment has left the record since it was looked for.
        return record.Find(changeId) ?? stored.Ended ?? (await services.Limits.FindAsync(changeId, cancellationToken))?.Ended;
    }

    /// <summary>Keeps an ended change before it leaves the record. Harmless to repeat.</summary>
    private static Task KeepEndedAsync<T>(
        this LimitServices services, LimitRecord before, LimitMove<T> move, CancellationToken cancellationToken) =>
        move.Result is LimitChange { EndedTs: not null } ended && before.Find(ended.ChangeId) is not null
            ? services.Limits.PutEndedAsync(ended, cancellationToken)
            : Task.CompletedTask;
}
