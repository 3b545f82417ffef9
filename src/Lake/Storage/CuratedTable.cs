using DuckDB.NET.Data;
using KillSwitch.Surveillance.Enriching;
using KillSwitch.Surveillance.Events;

namespace KillSwitch.Lake.Storage;

/// <summary>The columns of <c>curated</c>, with their types: no engine is left to guess one.</summary>
internal static class CuratedTable
{
    public const string Columns = """
        event_id varchar, event_type varchar, ts_ms bigint, event_time timestamp, venue varchar, symbol varchar,
        order_id varchar, replaces_order_id varchar, side varchar, price decimal(18,4), qty decimal(18,4),
        trader varchar, account varchar, owner varchar,
        buy_order_id varchar, buy_trader varchar, buy_account varchar, buy_owner varchar,
        sell_order_id varchar, sell_trader varchar, sell_account varchar, sell_owner varchar, aggressor varchar,
        bid decimal(18,4), bid_qty decimal(18,4), ask decimal(18,4), ask_qty decimal(18,4),
        venue_category varchar, reference_price decimal(18,4), distance_bps decimal(18,4),
        risk_score integer, risk_size integer, risk_distance integer, risk_timing integer, log_offset bigint
        """;

    public static void Append(DuckDBAppender appender, EnrichedEvent enriched, long offset)
    {
        var e = enriched.Event;
        var row = appender.CreateRow();
        row.AppendValue(e.EventId).AppendValue(Word(e.EventType)).AppendValue(e.Ts)
            .AppendValue(DateTimeOffset.FromUnixTimeMilliseconds(e.Ts).UtcDateTime).AppendValue(e.Venue).AppendValue(e.Symbol)
            .AppendValue(e.OrderId).AppendValue(e.ReplacesOrderId).AppendValue(Word(e.Side)).AppendValue(e.Price).AppendValue(e.Qty)
            .AppendValue(e.Trader).AppendValue(e.Account).AppendValue(e.BeneficialOwner);
        foreach (var side in (ReadOnlySpan<ExecutionSide?>)[e.Buy, e.Sell])
        {
            row.AppendValue(side?.OrderId).AppendValue(side?.Trader).AppendValue(side?.Account).AppendValue(side?.BeneficialOwner);
        }
        row.AppendValue(Word(e.Aggressor)).AppendValue(e.Bid).AppendValue(e.BidQty).AppendValue(e.Ask).AppendValue(e.AskQty)
            .AppendValue(enriched.VenueCategory).AppendValue(enriched.ReferencePrice).AppendValue(enriched.DistanceBps)
            .AppendValue(enriched.Risk.Total).AppendValue(enriched.Risk.Size).AppendValue(enriched.Risk.Distance)
            .AppendValue(enriched.Risk.Timing).AppendValue(offset);
        row.EndRow();
    }

    private static string? Word<T>(T? value)
        where T : struct, Enum => value is { } known ? MarketEventWriter.Word(known) : null;

    private static string Word(MarketEventType type) => MarketEventWriter.Word(type);
}
