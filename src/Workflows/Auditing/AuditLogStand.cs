namespace KillSwitch.Workflows.Auditing;

/// <summary>A partition of <c>audit.v1</c> as it stands now.</summary>
/// <param name="Partition">Which.</param>
/// <param name="Low">The first offset that is still kept.</param>
/// <param name="End">The offset after the last record that counts.</param>
public sealed record AuditLogPart(int Partition, long Low, long End);

/// <summary><c>audit.v1</c> as it stands now.</summary>
/// <param name="Id">Which topic of that name: one that is made anew, or forgotten by its broker, has another.</param>
/// <param name="Parts">Its partitions.</param>
public sealed record AuditLogStand(string Id, IReadOnlyList<AuditLogPart> Parts);
