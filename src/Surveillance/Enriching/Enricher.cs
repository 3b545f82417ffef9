using KillSwitch.Surveillance.Calendars;
using KillSwitch.Surveillance.Events;

namespace KillSwitch.Surveillance.Enriching;

/// <summary>
/// Adds to each event, in the order of the log, what is known beside it. The same log gives the same, wherever it was interrupted, if
/// <see cref="References"/> is kept with the place that was reached. One caller at a time.
/// </summary>
/// <param name="references">What <see cref="References"/> was at the place in the log where this goes on.</param>
public sealed class Enricher(IReadOnlyDictionary<string, decimal> references)
{
    private const int Places = 4;
    private const decimal BasisPoints = 10_000;

    private readonly Dictionary<string, decimal> _references = new(references, StringComparer.Ordinal);
    private readonly Dictionary<(string Venue, DateOnly Day), long?> _closes = [];

    /// <summary>The middle of each symbol's latest quote.</summary>
    public IReadOnlyDictionary<string, decimal> References => _references;

    public EnrichedEvent Enrich(MarketEvent marketEvent)
    {
        decimal? reference = _references.TryGetValue(marketEvent.Symbol, out var known) ? known : null;
        var category = VenueCategory.Of(marketEvent.Venue);
        if (marketEvent.EventType == MarketEventType.Quote)
        {
            var middle = decimal.Round((marketEvent.Bid!.Value + marketEvent.Ask!.Value) / 2, Places);
            // Two prices of the smallest fraction have a middle that is rounded to nothing.
            if (middle > 0)
                _references[marketEvent.Symbol] = middle;
            return new(marketEvent, category, reference, null, default);
        }
        var price = marketEvent.Price!.Value;
        var distance = Distance(price, reference);
        var risk = RiskScore.Of(Notional(price, marketEvent.Qty!.Value), distance, Close(marketEvent) - marketEvent.Ts);
        return new(marketEvent, category, reference, distance, risk);
    }

    /// <summary>Beyond what the column holds, it is as far as that goes.</summary>
    private static decimal? Distance(decimal price, decimal? reference)
    {
        if (reference is not { } against)
            return null;
        var (difference, most) = (price - against, ExactDecimalConverter.Limit - 1);
        return decimal.Round(Math.Clamp(difference * BasisPoints / against, -most, most), Places);
    }

    /// <summary>10^14 by 10^14 is 10^28, which a decimal holds.</summary>
    private static decimal Notional(decimal price, decimal qty) => price * qty;

    private long? Close(MarketEvent marketEvent)
    {
        var day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(marketEvent.Ts).UtcDateTime);
        if (!_closes.TryGetValue((marketEvent.Venue, day), out var close))
            _closes[(marketEvent.Venue, day)] = close = SessionCalendar.SessionOf(marketEvent.Venue, day)?.CloseTs;
        return close;
    }
}
