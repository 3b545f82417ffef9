using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Workflows.Ports;

/// <summary>Looks into <c>audit.v1</c>. Safe for concurrent use.</summary>
public interface IAuditTopic
{
    /// <summary>Which topic it is, and where its partitions begin and end, now.</summary>
    /// <exception cref="AuditTopicUnavailableException">Retry.</exception>
    Task<AuditLogStand> LookAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The records of a partition from an offset up to another, of those that are kept; no more than <paramref name="most"/>.
    /// </summary>
    /// <exception cref="AuditTopicUnavailableException">Retry.</exception>
    Task<IReadOnlyList<AuditRecord>> ReadAsync(int partition, long from, long end, int most, CancellationToken cancellationToken);
}
