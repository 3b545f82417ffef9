using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Orders;

/// <summary>
/// A valid order as it stands in its record: texts are still UTF-8, and mostly the record's own bytes, so that deciding
/// it copies nothing but what the audit says. Good for as long as the record's bytes are not changed. See <see cref="Order"/>.
/// </summary>
public ref struct OrderInPlace
{
    /// <summary>1 to 128 characters.</summary>
    public ReadOnlySpan<byte> OrderId { get; internal set; }

    /// <summary>The same as it is written between quotes in JSON.</summary>
    public ReadOnlySpan<byte> OrderIdInJson { get; internal set; }

    public OrderAction Action { get; internal set; }

    /// <summary>Empty where it is about no other.</summary>
    public ReadOnlySpan<byte> OrigOrderId { get; internal set; }

    /// <summary>Unix ms.</summary>
    public long Ts { get; internal set; }

    /// <summary>ASCII, as everything a scope can name.</summary>
    public ReadOnlySpan<byte> AccountId { get; internal set; }

    /// <summary>In the form that scopes have.</summary>
    public ReadOnlySpan<byte> Symbol { get; internal set; }

    public Side? Side { get; internal set; }

    /// <summary>0 of a cancel that does not say it.</summary>
    public decimal Qty { get; internal set; }

    public OrderType OrderType { get; internal set; }

    /// <summary>In <see cref="Currency"/>.</summary>
    public decimal? Price { get; internal set; }

    /// <summary>In <see cref="Currency"/>.</summary>
    public decimal? StopPrice { get; internal set; }

    public SecurityType SecurityType { get; internal set; }

    public decimal? Multiplier { get; internal set; }

    /// <summary>In the form that scopes have; empty where it is on nothing.</summary>
    public ReadOnlySpan<byte> Underlying { get; internal set; }

    /// <summary>ISO 4217; empty is US dollars.</summary>
    public ReadOnlySpan<byte> Currency { get; internal set; }

    /// <summary>Whether its prices are US dollars, as limits are.</summary>
    public readonly bool IsInDollars => Currency.IsEmpty || Currency.SequenceEqual("USD"u8);

    /// <summary>Upper-cased.</summary>
    public ReadOnlySpan<byte> Strategy { get; internal set; }

    /// <summary>Upper-cased; empty where it does not say, as the three below.</summary>
    public ReadOnlySpan<byte> Firm { get; internal set; }

    public ReadOnlySpan<byte> Venue { get; internal set; }

    public ReadOnlySpan<byte> Desk { get; internal set; }

    public ReadOnlySpan<byte> Trader { get; internal set; }

    /// <summary>Empty where it has none.</summary>
    public ReadOnlySpan<byte> ParentId { get; internal set; }

    public decimal? ParentQty { get; internal set; }

    /// <summary>
    /// Of an order without a price, what its symbol trades at, in its currency, once that was looked up; null where nobody knows.
    /// </summary>
    public decimal? ReferencePrice { get; internal set; }

    /// <summary>
    /// Of an order in another currency than US dollars, how many of these one unit is, once that was looked up; null where nobody knows.
    /// </summary>
    public decimal? UsdRate { get; internal set; }

    /// <summary>Whether it can be said what it is worth: there is a price, and it is in dollars or a rate is known.</summary>
    public readonly bool HasWorth => (Price ?? ReferencePrice) is not null && (IsInDollars || UsdRate is not null);

    /// <summary>
    /// What it is worth, US dollars, by <see cref="Worth.PriceOf"/>; 0 where nobody can tell.
    /// </summary>
    public readonly decimal Notional =>
        Worth.InDollars(
            Worth.Of(Qty, Worth.PriceOf(Price, StopPrice, ReferencePrice), Multiplier),
            IsInDollars ? 1 : UsdRate ?? 0
        );

    /// <summary>
    /// The symbols of what it is on, beside its own: as it says itself, and as an option's name says. Empty where that is none, or one of
    /// those before it. What is said of these symbols holds for the order, too.
    /// </summary>
    internal readonly ReadOnlySpan<byte> NamedUnderlying => Underlying.SequenceEqual(Symbol) ? [] : Underlying;

    /// <inheritdoc cref="NamedUnderlying"/>
    internal readonly ReadOnlySpan<byte> OptionRoot =>
        SymbolName.OptionRoot(Symbol) is var root && root.SequenceEqual(Underlying) ? [] : root;

    /// <summary>What a scope of a kind must be followed by to be about this order; empty where none is.</summary>
    /// <param name="kind">Any but GLOBAL.</param>
    public readonly ReadOnlySpan<byte> NameOf(ScopeKind kind) => kind switch
    {
        ScopeKind.Firm => Firm,
        ScopeKind.Venue => Venue,
        ScopeKind.Desk => Desk,
        ScopeKind.Trader => Trader,
        ScopeKind.Account => AccountId,
        ScopeKind.Symbol => Symbol,
        ScopeKind.Strategy => Strategy,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No order names it."),
    };

    /// <summary>A copy that lasts.</summary>
    public readonly Order ToOrder() => new(
        Encoding.UTF8.GetString(OrderId), Ts, Encoding.UTF8.GetString(AccountId), Encoding.UTF8.GetString(Symbol), Side, Qty, Price,
        Encoding.UTF8.GetString(Strategy), TextOrNull(ParentId), ParentQty)
    {
        Action = Action,
        OrigOrderId = TextOrNull(OrigOrderId),
        OrderType = OrderType,
        StopPrice = StopPrice,
        SecurityType = SecurityType,
        Multiplier = Multiplier,
        Underlying = TextOrNull(Underlying),
        Firm = TextOrNull(Firm),
        Venue = TextOrNull(Venue),
        Desk = TextOrNull(Desk),
        Trader = TextOrNull(Trader),
        Currency = TextOrNull(Currency),
    };

    private static string? TextOrNull(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);
}
