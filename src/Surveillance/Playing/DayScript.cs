using System.Globalization;
using KillSwitch.Surveillance.Events;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>Takes down what happens in a day, in any order; the ids of events and orders follow from it.</summary>
internal sealed class DayScript
{
    private readonly List<Line> _lines = [];
    private readonly List<Episode> _episodes = [];
    private Episode? _current;
    private int _orders;

    /// <summary>All that is taken down by <paramref name="act"/> is an episode of it.</summary>
    public void Plant(string rule, Instrument instrument, IReadOnlyList<Participant> who, Action act)
    {
        _current = new(rule, instrument.Symbol, [.. who.Select(w => w.Owner).Distinct()]);
        _episodes.Add(_current);
        act();
        _current = null;
    }

    /// <returns>The order's id.</returns>
    public string Order(long ts, Instrument instrument, Participant who, Side side, decimal price, decimal qty)
    {
        var id = NextOrderId();
        Add(OrderEvent(MarketEventType.Order, ts, instrument, who, side, price, qty, id, replaces: null));
        return id;
    }

    /// <returns>The new order's id.</returns>
    public string Replace(long ts, Instrument instrument, Participant who, Side side, decimal price, decimal qty, string replaces)
    {
        var id = NextOrderId();
        Add(OrderEvent(MarketEventType.Replace, ts, instrument, who, side, price, qty, id, replaces));
        return id;
    }

    public void Cancel(long ts, Instrument instrument, Participant who, Side side, decimal price, decimal qty, string order) =>
        Add(OrderEvent(MarketEventType.Cancel, ts, instrument, who, side, price, qty, order, replaces: null));

    /// <param name="ts">When.</param>
    /// <param name="instrument">What.</param>
    /// <param name="buyer">Whose order bought; null for its order where it does not matter which that was.</param>
    /// <param name="seller">The same of the other side.</param>
    /// <param name="price">In dollars.</param>
    /// <param name="qty">Shares.</param>
    /// <param name="aggressor">Null in an auction.</param>
    public void Execution(
        long ts,
        Instrument instrument,
        (Participant Who, string? Order) buyer,
        (Participant Who, string? Order) seller,
        decimal price,
        decimal qty,
        Side? aggressor
    ) => Add(new()
    {
        EventId = "",
        EventType = MarketEventType.Execution,
        Ts = ts,
        Venue = instrument.Venue,
        Symbol = instrument.Symbol,
        Price = price,
        Qty = qty,
        Buy = new(buyer.Order ?? NextOrderId(), buyer.Who.Trader, buyer.Who.Account, buyer.Who.Owner),
        Sell = new(seller.Order ?? NextOrderId(), seller.Who.Trader, seller.Who.Account, seller.Who.Owner),
        Aggressor = aggressor,
    });

    public void Quote(long ts, Instrument instrument, decimal bid, decimal ask, decimal qty) => Add(new()
    {
        EventId = "",
        EventType = MarketEventType.Quote,
        Ts = ts,
        Venue = instrument.Venue,
        Symbol = instrument.Symbol,
        Bid = bid,
        BidQty = qty,
        Ask = ask,
        AskQty = qty,
    });

    /// <summary>The day in order of time; what happens in the same millisecond, as it was taken down.</summary>
    public MarketDay ToDay(DateOnly day)
    {
        var inOrder = _lines.OrderBy(line => line.Event.Ts).ToList();
        var events = new List<MarketEvent>(inOrder.Count);
        foreach (var (number, line) in inOrder.Index())
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}-{number + 1:00000000}");
            var marketEvent = line.Event with { EventId = id };
            events.Add(marketEvent);
            line.Episode?.Events.Add(marketEvent);
        }
        return new(day, events, [.. _episodes.Select(episode => episode.ToPlanted())]);
    }

    private void Add(MarketEvent marketEvent) => _lines.Add(new(marketEvent, _current));

    private string NextOrderId() => string.Create(CultureInfo.InvariantCulture, $"o-{++_orders:00000000}");

    private static MarketEvent OrderEvent(
        MarketEventType type,
        long ts,
        Instrument instrument,
        Participant who,
        Side side,
        decimal price,
        decimal qty,
        string id,
        string? replaces
    ) => new()
    {
        EventId = "",
        EventType = type,
        Ts = ts,
        Venue = instrument.Venue,
        Symbol = instrument.Symbol,
        OrderId = id,
        ReplacesOrderId = replaces,
        Side = side,
        Price = price,
        Qty = qty,
        Trader = who.Trader,
        Account = who.Account,
        BeneficialOwner = who.Owner,
    };

    private sealed record Line(MarketEvent Event, Episode? Episode);

    private sealed record Episode(string Rule, string Symbol, IReadOnlyList<string> Owners)
    {
        public List<MarketEvent> Events { get; } = [];

        public PlantedEpisode ToPlanted() =>
            new(Rule, Symbol, Owners, Events[0].Ts, Events[^1].Ts, [.. Events.Select(e => e.EventId)]);
    }
}
