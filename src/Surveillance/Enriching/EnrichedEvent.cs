using KillSwitch.Surveillance.Events;

namespace KillSwitch.Surveillance.Enriching;

/// <summary>An event, and what is known beside it.</summary>
/// <param name="Event">As it was read.</param>
/// <param name="VenueCategory">One of <see cref="Enriching.VenueCategory"/>.</param>
/// <param name="ReferencePrice">The middle of the symbol's latest quote before it in the log; null where there was none.</param>
/// <param name="DistanceBps">The price's distance from it in basis points, positive above it, to four places.</param>
/// <param name="Risk">All zero for a quote.</param>
public sealed record EnrichedEvent(
    MarketEvent Event,
    string VenueCategory,
    decimal? ReferencePrice,
    decimal? DistanceBps,
    RiskScore Risk
);
