namespace KillSwitch.Workflows.Contracts;

/// <summary>An order as its source sent it (<c>orders.v1</c>, keyed by account).</summary>
/// <param name="OrderId">1 to 128 characters, unique per order.</param>
/// <param name="Ts">When the source sent it, Unix ms: the event time of every detection rule.</param>
/// <param name="AccountId">Opaque; compared with its case.</param>
/// <param name="Symbol">Ticker; upper-cased when read.</param>
/// <param name="Side">BUY or SELL.</param>
/// <param name="Qty">Shares, 1 to 1,000,000,000.</param>
/// <param name="Price">US dollars a share, above 0 and at most 10,000,000.</param>
/// <param name="Strategy">Which algorithm or desk sent it; upper-cased when read.</param>
/// <param name="ParentId">For a child order, the parent it fills.</param>
/// <param name="ParentQty">For a child order, the shares the parent asked for: what its children together must not exceed.</param>
public sealed record Order(
    string OrderId,
    long Ts,
    string AccountId,
    string Symbol,
    Side Side,
    long Qty,
    decimal Price,
    string Strategy,
    string? ParentId = null,
    long? ParentQty = null);
