using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Workflows.Ports;

/// <summary>Incidents by id: where an open one lives, and what a closed one was.</summary>
public interface IIncidentStore
{
    /// <summary>Notes where an incident lives. Harmless to repeat; never overwrites a closed incident's document.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task PutPointerAsync(IncidentPointer pointer, CancellationToken cancellationToken);

    /// <summary>Keeps a closed incident for good. Harmless to repeat.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task PutClosedAsync(Incident incident, CancellationToken cancellationToken);

    /// <returns>Null for an id never seen.</returns>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<StoredIncident?> FindAsync(string incidentId, CancellationToken cancellationToken);

    /// <summary>
    /// Incidents, newest first, open and closed, going back at most 12 months; read as they are taken, no more than that.
    /// </summary>
    /// <param name="openedUntilTs">Those opened no later, Unix ms; null for all.</param>
    /// <param name="atOnce">How many are usually taken; at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    IAsyncEnumerable<StoredIncident> ListAsync(long? openedUntilTs, int atOnce, CancellationToken cancellationToken);
}
