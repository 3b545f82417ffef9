using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

/// <summary>What is kept of a record of <c>orders.v1</c>.</summary>
/// <param name="Offset">Its place in its partition.</param>
/// <param name="Key">Of its key.</param>
/// <param name="Value">Of its value; of a value too long to be kept by whoever rejects it, of what is kept.</param>
/// <param name="Whole">Of its whole value.</param>
/// <param name="OrderId">Null where it is no order.</param>
/// <param name="Scopes">Every scope whose kill must stop it; empty where it is no order, or a cancel. Equal sets are the same array.
/// </param>
/// <param name="SentInMs">The record's time, Unix ms.</param>
/// <param name="Trace">Which it came with.</param>
/// <param name="Breaks">The rule that refuses it, worked out from the records before it; null where none does.</param>
public readonly record struct OrderFact(
    long Offset,
    Fingerprint Key,
    Fingerprint Value,
    Fingerprint Whole,
    string? OrderId,
    Scope[] Scopes,
    long SentInMs = 0,
    TraceId Trace = default,
    string? Breaks = null)
{
    /// <summary>Whether its symbol's reference price may have been another one than it was judged by.</summary>
    public bool PriceInDoubt { get; init; }

    public bool IsOrder => OrderId is not null;

    /// <summary>Whether it takes an order back, which no kill stops.</summary>
    public bool IsCancel => IsOrder && Scopes.Length == 0;
}
