namespace KillSwitch.Workflows.Contracts;

/// <summary>
/// What a symbol trades at, as far as somebody who knows says (<c>prices.v1</c>, compacted, keyed by symbol): what orders without a price
/// are worth, and what a price may not be far from. A symbol without a record, or with a record that has no value, has no reference price.
/// </summary>
/// <param name="Symbol">As orders name it; also the record's key.</param>
/// <param name="Price">Of one unit, in <paramref name="Currency"/>; at most 10,000,000 either way.</param>
/// <param name="Ts">As of when, Unix ms. Prices grow old by this or by the record's time, whichever is earlier.</param>
/// <param name="Currency">ISO 4217; left out where it is USD. The symbol <c>EUR/USD</c> is what a euro is worth.</param>
public sealed record PriceState(string Symbol, decimal Price, long Ts, string? Currency = null)
{
    public const string Usd = "USD";
}
