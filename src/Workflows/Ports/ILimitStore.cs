using KillSwitch.Workflows.LimitChanges;

namespace KillSwitch.Workflows.Ports;

/// <summary>
/// One record a limit that was ever changed: the truth about its changes; and changes by id. Reads see every write that was acknowledged
/// before.
/// </summary>
public interface ILimitStore
{
    /// <returns>The record; for a limit never changed, an empty one of revision 0.</returns>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<LimitRecord> LoadAsync(LimitKey key, CancellationToken cancellationToken);

    /// <summary>Writes the record if the stored one still has <see cref="LimitRecord.Revision"/>, and raises that by 1.</summary>
    /// <returns>
    /// False if somebody else wrote in between: load, decide again. It can also be false although this very write arrived, when its
    /// acknowledgement was lost and it was sent again: a decision must recognise its own effect.
    /// </returns>
    /// <exception cref="StoreUnavailableException">Not known to be written.</exception>
    Task<bool> TrySaveAsync(LimitRecord record, CancellationToken cancellationToken);

    /// <summary>Every limit that was ever changed. The list may lag behind by a moment: load each before deciding on it.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<IReadOnlyList<LimitKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Notes which limit a change is of. Harmless to repeat; never overwrites an ended change's document.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task PutPointerAsync(LimitChangePointer pointer, CancellationToken cancellationToken);

    /// <summary>Keeps a change that has ended for good. Harmless to repeat.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task PutEndedAsync(LimitChange change, CancellationToken cancellationToken);

    /// <returns>Null for an id never seen.</returns>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<StoredLimitChange?> FindAsync(string changeId, CancellationToken cancellationToken);
}
