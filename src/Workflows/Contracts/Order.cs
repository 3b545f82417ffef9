using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

/// <summary>An order, or what is said of one, as its source sent it (<c>orders.v1</c>, keyed by account).</summary>
/// <param name="OrderId">1 to 128 characters, unique per order; a cancel and a replacement have one of their own.</param>
/// <param name="Ts">When the source sent it, Unix ms: the event time of every detection rule.</param>
/// <param name="AccountId">Opaque; compared with its case.</param>
/// <param name="Symbol">As the venue writes it, brought to the form that scopes have (<see cref="Scopes.SymbolName"/>).</param>
/// <param name="Side">Null only of a cancel that does not say it.</param>
/// <param name="Qty">Shares or contracts, above 0 and at most 1,000,000,000, to the eighth decimal; 0 only of a cancel that does not say
/// it.</param>
/// <param name="Price">Of <paramref name="Qty"/>'s unit, in <see cref="Currency"/>, at most 10,000,000; above 0 but for futures and
/// spreads, which go down to -10,000,000. Null of an order at the market, and of a cancel that does not say it.</param>
/// <param name="Strategy">Which algorithm sent it; upper-cased when read.</param>
/// <param name="ParentId">For a child order, the parent it fills.</param>
/// <param name="ParentQty">For a child order, what the parent asked for, as <paramref name="Qty"/>: what its children together must not
/// exceed.</param>
public sealed record Order(
    string OrderId,
    long Ts,
    string AccountId,
    string Symbol,
    Side? Side,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal Qty,
    decimal? Price,
    string Strategy,
    string? ParentId = null,
    decimal? ParentQty = null)
{
    /// <summary>What is asked for. NEW is left out in JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OrderAction Action { get; init; }

    /// <summary>Of a cancel or a replacement, the order it is about.</summary>
    public string? OrigOrderId { get; init; }

    /// <summary>LIMIT is left out in JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OrderType OrderType { get; init; }

    /// <summary>Of a stop order, the price that sets it off; as <see cref="Price"/>.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>STOCK is left out in JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SecurityType SecurityType { get; init; }

    /// <summary>How many units of what is priced a contract stands for, above 0 and at most 1,000,000; null is one.</summary>
    public decimal? Multiplier { get; init; }

    /// <summary>Of a derivative, the symbol of what it is on: a kill of that one holds it, too.</summary>
    public string? Underlying { get; init; }

    /// <summary>Whose orders these are, where a broker carries those of several; upper-cased when read, as the three below.</summary>
    public string? Firm { get; init; }

    /// <summary>Where it is to go; a MIC, as a rule.</summary>
    public string? Venue { get; init; }

    public string? Desk { get; init; }

    public string? Trader { get; init; }

    /// <summary>What its prices are in, ISO 4217; upper-cased when read. Null is US dollars.</summary>
    public string? Currency { get; init; }

    /// <summary>
    /// Of an order without a price, what its symbol trades at, in its currency, once that was looked up: it does not stand in the record.
    /// </summary>
    [JsonIgnore]
    public decimal? ReferencePrice { get; init; }

    /// <summary>
    /// Of an order in another currency than US dollars, how many of these one unit is, once that was looked up: it does not stand in the
    /// record.
    /// </summary>
    [JsonIgnore]
    public decimal? UsdRate { get; init; }

    /// <summary>
    /// What it is worth, US dollars, whatever the sign of its price, by <see cref="Worth.PriceOf"/>. 0 where nobody can tell.
    /// </summary>
    [JsonIgnore]
    public decimal Notional =>
        Worth.InDollars(
            Worth.Of(Qty, Worth.PriceOf(Price, StopPrice, ReferencePrice), Multiplier),
            Currency is null or PriceState.Usd ? 1 : UsdRate ?? 0
        );
}
