namespace KillSwitch.Workflows.Commands;

/// <summary>A record of <c>killswitch.commands.v1</c> as it was read.</summary>
/// <param name="Value">The raw bytes: what the attestation is over.</param>
/// <param name="Key">The record's key as text; null if there is none.</param>
/// <param name="Attestation">Header <c>killswitch-attestation</c>; null if there is none.</param>
/// <param name="TraceParent">Header <c>traceparent</c> as it was sent, good or not; null if there is none.</param>
/// <param name="Where">Its place, for people: <c>killswitch.commands.v1-0@12</c>. No two records have the same.</param>
/// <param name="AppendedTs">The record's time, Unix ms.</param>
public sealed record ReceivedCommand(
    ReadOnlyMemory<byte> Value,
    string? Key,
    string? Attestation,
    string? TraceParent,
    string Where,
    long AppendedTs);
