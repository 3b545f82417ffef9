namespace KillSwitch.Surveillance.Events;

/// <summary>Which members an event of a type must have, may have, and must not have.</summary>
internal static class MarketEventShape
{
    /// <summary>2000-01-01: what is smaller counts seconds, or is negative.</summary>
    private const long Earliest = 946_684_800_000;

    /// <summary>2100-01-01: what is larger counts microseconds or nanoseconds.</summary>
    private const long Latest = 4_102_444_800_000;

    private const int LongestText = 64;

    /// <returns>What is wrong with it; null for nothing.</returns>
    public static string? Problem(MarketEvent e) =>
        Time(e.Ts)
        ?? Texts(e)
        ?? e.EventType switch
        {
            MarketEventType.Quote => Quote(e),
            MarketEventType.Execution => Execution(e),
            _ => Order(e),
        };

    private static string? Time(long ts) => ts switch
    {
        < Earliest => $"ts is {ts}: milliseconds since 1970 of a time before 2000. Seconds are too small by a factor of 1,000",
        >= Latest => $"ts is {ts}: milliseconds since 1970 of a time after 2100. Microseconds are too large by a factor of 1,000",
        _ => null,
    };

    private static string? Texts(MarketEvent e) =>
        Text("event_id", e.EventId)
        ?? Text("venue", e.Venue)
        ?? Text("symbol", e.Symbol)
        ?? Optional("order_id", e.OrderId)
        ?? Optional("replaces_order_id", e.ReplacesOrderId)
        ?? Optional("trader", e.Trader)
        ?? Optional("account", e.Account)
        ?? Optional("beneficial_owner", e.BeneficialOwner)
        ?? Party("buy", e.Buy)
        ?? Party("sell", e.Sell);

    private static string? Party(string name, ExecutionSide? side) => side is null
        ? null
        : Text($"{name}.order_id", side.OrderId)
            ?? Text($"{name}.trader", side.Trader)
            ?? Text($"{name}.account", side.Account)
            ?? Text($"{name}.beneficial_owner", side.BeneficialOwner);

    private static string? Optional(string name, string? text) => text is null ? null : Text(name, text);

    private static string? Text(string name, string text) =>
        text.Length is 0 or > LongestText ? $"{name} must have 1 to {LongestText} characters"
        : text.Any(char.IsControl) ? $"{name} has a control character"
        : null;

    private static string? Order(MarketEvent e) =>
        Missing(e, ("order_id", e.OrderId), ("side", e.Side), ("price", e.Price), ("qty", e.Qty))
        ?? Missing(e, ("trader", e.Trader), ("account", e.Account), ("beneficial_owner", e.BeneficialOwner))
        ?? (e.EventType == MarketEventType.Replace
            ? Missing(e, ("replaces_order_id", e.ReplacesOrderId))
            : Unexpected(e, ("replaces_order_id", e.ReplacesOrderId)))
        ?? Unexpected(e, ("buy", e.Buy), ("sell", e.Sell), ("aggressor", e.Aggressor))
        ?? Unexpected(e, ("bid", e.Bid), ("bid_qty", e.BidQty), ("ask", e.Ask), ("ask_qty", e.AskQty))
        ?? Positive(("price", e.Price), ("qty", e.Qty));

    private static string? Execution(MarketEvent e) =>
        Missing(e, ("price", e.Price), ("qty", e.Qty), ("buy", e.Buy), ("sell", e.Sell))
        ?? Unexpected(e, ("order_id", e.OrderId), ("replaces_order_id", e.ReplacesOrderId), ("side", e.Side))
        ?? Unexpected(e, ("trader", e.Trader), ("account", e.Account), ("beneficial_owner", e.BeneficialOwner))
        ?? Unexpected(e, ("bid", e.Bid), ("bid_qty", e.BidQty), ("ask", e.Ask), ("ask_qty", e.AskQty))
        ?? Positive(("price", e.Price), ("qty", e.Qty));

    private static string? Quote(MarketEvent e) =>
        Missing(e, ("bid", e.Bid), ("bid_qty", e.BidQty), ("ask", e.Ask), ("ask_qty", e.AskQty))
        ?? Unexpected(e, ("order_id", e.OrderId), ("replaces_order_id", e.ReplacesOrderId), ("side", e.Side))
        ?? Unexpected(e, ("price", e.Price), ("qty", e.Qty), ("buy", e.Buy), ("sell", e.Sell), ("aggressor", e.Aggressor))
        ?? Unexpected(e, ("trader", e.Trader), ("account", e.Account), ("beneficial_owner", e.BeneficialOwner))
        ?? Positive(("bid", e.Bid), ("bid_qty", e.BidQty), ("ask", e.Ask), ("ask_qty", e.AskQty));

    private static string? Missing(MarketEvent e, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is null)
                return $"{name} is missing: an event of type {Name(e)} has one";
        }
        return null;
    }

    private static string? Unexpected(MarketEvent e, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is not null)
                return $"{name} is there: an event of type {Name(e)} has none";
        }
        return null;
    }

    private static string? Positive(params ReadOnlySpan<(string Name, decimal? Value)> numbers)
    {
        foreach (var (name, value) in numbers)
        {
            if (value <= 0)
                return $"{name} must be greater than 0";
        }
        return null;
    }

    private static string Name(MarketEvent e) => e.EventType.ToString().ToUpperInvariant();
}
