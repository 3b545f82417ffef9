namespace KillSwitch.Local.Api.Audit;

/// <summary>A record of <c>audit.v1</c> and where it stands there.</summary>
/// <param name="Partition">Partition of the topic.</param>
/// <param name="Offset">Offset in it.</param>
/// <param name="Ts">When it was written, Unix ms; from the record.</param>
/// <param name="OrderId">For a router's decision.</param>
/// <param name="AccountId">For a router's decision.</param>
/// <param name="IncidentId">The incident it belongs to.</param>
/// <param name="Record">The record's JSON, byte for byte.</param>
public sealed record AuditEntry(
    int Partition,
    long Offset,
    long Ts,
    string? OrderId,
    string? AccountId,
    string? IncidentId,
    ReadOnlyMemory<byte> Record
);
