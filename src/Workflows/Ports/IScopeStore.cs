using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Ports;

/// <summary>One record a scope: the truth about its incident. Reads see every write that was acknowledged before.</summary>
public interface IScopeStore
{
    /// <returns>The record; for a scope never seen, an empty one of revision 0.</returns>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<ScopeRecord> LoadAsync(Scope scope, CancellationToken cancellationToken);

    /// <summary>Writes the record if the stored one still has <see cref="ScopeRecord.Revision"/>, and raises that by 1.</summary>
    /// <returns>
    /// False if somebody else wrote in between: load, decide again. It can also be false although this very write arrived, when
    /// its acknowledgement was lost and it was sent again: a decision must recognise its own effect.
    /// </returns>
    /// <exception cref="StoreUnavailableException">Not known to be written.</exception>
    Task<bool> TrySaveAsync(ScopeRecord record, CancellationToken cancellationToken);

    /// <summary>Scopes with an open incident. The list may lag behind by a moment: load each before deciding on it.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<IReadOnlyList<Scope>> ListOpenAsync(CancellationToken cancellationToken);
}
