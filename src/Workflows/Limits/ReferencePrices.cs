using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Limits;

/// <summary>
/// The latest reference price of each symbol. One thread takes records in, any number look prices up: who decides an order may see a price
/// that came while it was being decided, which is no worse than one a moment older.
/// </summary>
/// <param name="alarm">Is told of a record that cannot be read, once for a symbol until one can be.</param>
public sealed class ReferencePrices(Action<string> alarm)
{
    /// <summary>How many keys that are no symbols are told of; a feed that is all wrong would fill every log.</summary>
    private const int MostOddKeys = 100;

    private const int CurrencyLength = 3;

    /// <summary><c>EUR/USD</c>.</summary>
    private const int PairLength = 7;

    private readonly HashSet<string> _oddKeys = [];

    /// <summary>Null of a symbol whose latest record cannot be read.</summary>
    private readonly ConcurrentDictionary<byte[], ReferencePrice?> _prices = new(Utf8Comparer.Instance);

    /// <summary>Of nothing a price is known.</summary>
    public static ReferencePrices None { get; } = new(_ => { });

    /// <summary>How many symbols have a price.</summary>
    public int Count => _prices.Values.Count(price => price is not null);

    /// <summary>Takes in one record of <c>prices.v1</c>. What cannot be read ends the price before it: nobody knows whether it still holds.
    /// </summary>
    /// <param name="key">The symbol.</param>
    /// <param name="value">A <see cref="PriceState"/>; null where the symbol has no price any more.</param>
    /// <param name="timeInMs">The record's time, Unix ms.</param>
    public void Apply(byte[]? key, byte[]? value, long timeInMs)
    {
        if (!SymbolName.IsValid(key))
        {
            if (_oddKeys.Count < MostOddKeys && _oddKeys.Add(Shown(key)))
                alarm($"A record of {Topics.Prices} has a key that is no symbol: '{Shown(key)}'. It is passed over.");
            return;
        }
        var symbol = SymbolName.Normalised(key).ToArray();
        var wasUnreadable = _prices.TryGetValue(symbol, out var before) && before is null;
        if (value is null)
        {
            _prices.TryRemove(symbol, out _);
            return;
        }
        var price = Read(value, timeInMs, symbol, out var why);
        _prices[symbol] = price;
        if (price is null && !wasUnreadable)
            alarm($"The reference price of {Shown(key)} in {Topics.Prices} cannot be read: {why}. It has none until the next record.");
    }

    /// <summary>Null where none is known.</summary>
    internal ReferencePrice? Find(scoped ReadOnlySpan<byte> symbol) =>
        _prices.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(symbol, out var price) ? price : null;

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})"/>
    /// <param name="symbol">In the form that scopes have.</param>
    public ReferencePrice? Find(string symbol) => Find(Encoding.ASCII.GetBytes(symbol));

    /// <summary>How many US dollars a unit of a currency is: the price of the symbol <c>EUR/USD</c>. Null where none is known.</summary>
    /// <param name="currency">Three letters.</param>
    public ReferencePrice? Rate(scoped ReadOnlySpan<byte> currency)
    {
        Span<byte> pair = stackalloc byte[PairLength];
        currency[..CurrencyLength].CopyTo(pair);
        "/USD"u8.CopyTo(pair[CurrencyLength..]);
        return Find(pair) is { Price: > 0, Currency: PriceState.Usd } rate ? rate : null;
    }

    /// <summary>
    /// The order with what its symbol trades at, if it has no price of its own, and what its currency is worth. However old that is:
    /// whoever sends too much is found by an old price sooner than by none.
    /// </summary>
    public Order Value(Order order)
    {
        var currency = order.Currency ?? PriceState.Usd;
        if (order.Price is null && Find(order.Symbol) is { } price && price.Currency == currency)
            order = order with { ReferencePrice = price.Price };
        return currency != PriceState.Usd && Rate(Encoding.ASCII.GetBytes(currency)) is { } rate
            ? order with { UsdRate = rate.Price }
            : order;
    }

    private static ReferencePrice? Read(byte[] value, long timeInMs, byte[] symbol, out string why)
    {
        PriceState? said;
        try
        {
            said = JsonSerializer.Deserialize(value, ContractsJson.Default.PriceState);
        }
        catch (JsonException e)
        {
            why = e.Path is null ? "its value is not JSON" : $"its value is not a price (at {e.Path})";
            return null;
        }
        why = said is null ? "its value is null" : PriceProblem.Of(said) ?? "";
        if (why.Length == 0 && !SymbolName.Normalised(Encoding.ASCII.GetBytes(said!.Symbol)).SequenceEqual(symbol))
            why = $"it is about {VisibleText.Of(said.Symbol)}";
        // The earlier of the two: a feed that dates itself ahead would never grow old.
        return why.Length == 0 ? new ReferencePrice(said!.Price, Math.Min(said.Ts, timeInMs), said.Currency ?? PriceState.Usd) : null;
    }

    private static string Shown(byte[]? symbol) => VisibleText.Of(Encoding.UTF8.GetString(symbol ?? []));
}
