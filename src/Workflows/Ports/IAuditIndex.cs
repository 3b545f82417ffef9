using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Workflows.Ports;

/// <summary>
/// Audit records, findable by what they are about. Filled from <c>audit.v1</c>, which has the truth: whatever is put twice stands there
/// once. Safe for concurrent use.
/// </summary>
public interface IAuditIndex
{
    /// <summary>Takes records in. Returns when all of them are kept.</summary>
    /// <exception cref="StoreUnavailableException">Some may not be. Put all again.</exception>
    Task PutAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);

    /// <summary>Adds to what an incident held back, but for orders that were counted before.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be counted. Count the same again.</exception>
    Task CountAsync(HeldBackOrders held, CancellationToken cancellationToken);

    /// <summary>What an incident held back, as far as the index has read.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<HeldBack> HeldBackAsync(string incidentId, CancellationToken cancellationToken);

    /// <summary>How far each partition was read, by rising number; none for one that was not.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<IReadOnlyList<AuditProgress>> ProgressAsync(CancellationToken cancellationToken);

    /// <summary>Notes how far a partition was read.</summary>
    /// <param name="progress">As it is now.</param>
    /// <param name="before">As it was loaded; null where there was none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False if somebody else noted something in between.</returns>
    /// <exception cref="StoreUnavailableException">Not known to be noted.</exception>
    Task<bool> TrySaveAsync(AuditProgress progress, AuditProgress? before, CancellationToken cancellationToken);

    /// <summary>Looks for records, newest first.</summary>
    /// <param name="question">What to look for. Without an earliest time it goes back as far as records are kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<AuditFound> FindAsync(AuditQuestion question, CancellationToken cancellationToken);
}
