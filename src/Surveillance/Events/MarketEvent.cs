using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Events;

/// <summary>
/// One event of <c>market.events.v1</c>. Which members it has depends on <see cref="EventType"/>: see <see cref="MarketEventShape"/>.
/// </summary>
public sealed record MarketEvent
{
    /// <summary>No other event has it.</summary>
    public required string EventId { get; init; }

    public required MarketEventType EventType { get; init; }

    /// <summary>When it happened: Unix milliseconds.</summary>
    public required long Ts { get; init; }

    /// <summary>The venue's MIC (ISO 10383), <c>XNAS</c>.</summary>
    public required string Venue { get; init; }

    public required string Symbol { get; init; }

    /// <summary>Of ORDER, CANCEL and REPLACE.</summary>
    public string? OrderId { get; init; }

    /// <summary>Of REPLACE: the order whose place this one takes.</summary>
    public string? ReplacesOrderId { get; init; }

    /// <summary>Of ORDER, CANCEL and REPLACE.</summary>
    public Side? Side { get; init; }

    /// <summary>Of all but QUOTE, in US dollars, up to four decimal places.</summary>
    public decimal? Price { get; init; }

    /// <summary>Of all but QUOTE: shares; of CANCEL what was left, and is taken back.</summary>
    public decimal? Qty { get; init; }

    /// <summary>Of ORDER, CANCEL and REPLACE, as <see cref="Account"/> and <see cref="BeneficialOwner"/>.</summary>
    public string? Trader { get; init; }

    public string? Account { get; init; }

    public string? BeneficialOwner { get; init; }

    /// <summary>Of EXECUTION, as <see cref="Sell"/>.</summary>
    public ExecutionSide? Buy { get; init; }

    public ExecutionSide? Sell { get; init; }

    /// <summary>Of EXECUTION: whose order came later and took what stood there. Absent in an auction.</summary>
    public Side? Aggressor { get; init; }

    /// <summary>Of QUOTE, as the three below.</summary>
    public decimal? Bid { get; init; }

    public decimal? BidQty { get; init; }

    public decimal? Ask { get; init; }

    public decimal? AskQty { get; init; }
}
