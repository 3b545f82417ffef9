using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Facts;

/// <summary>What is kept of a record of <c>orders.gated.v1</c> or <c>orders.rejected.v1</c>.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Source">Of which order it says it is; null if it says nothing that can be read.</param>
/// <param name="Service">Which router says it wrote it.</param>
/// <param name="Key">Of its key.</param>
/// <param name="Value">Of its value.</param>
/// <param name="CutFrom">Of a value that was too long to be kept whole, what it says of the whole; else null.</param>
public readonly record struct CopyFact(
    Place Place, OrderSource? Source, string? Service, Fingerprint Key, Fingerprint Value, string? CutFrom = null);
