namespace KillSwitch.Workflows.Auditing;

/// <summary>A record of <c>audit.v1</c> as it stands there.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its place there.</param>
/// <param name="TimestampInMs">When it was written, Unix ms, as the topic says.</param>
/// <param name="Value">Its bytes, which nobody changes; empty where it has none.</param>
public sealed record AuditRecord(int Partition, long Offset, long TimestampInMs, ReadOnlyMemory<byte> Value);
