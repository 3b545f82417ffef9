using System.Globalization;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>
/// What a feed of a market knows of its orders, written as orders of the contract. A feed names nobody: whose they are is made up, one
/// account for all, or said in the mapping.
/// </summary>
/// <param name="options">What the feed does not say.</param>
/// <param name="feed">Names the feed's strategy.</param>
internal sealed class FeedOrder(ReadingOptions options, string feed)
{
    /// <summary>The account of all orders of a feed.</summary>
    public const string Account = "MARKET";

    private const long PricesPerUnit = 10_000;

    /// <summary>An order of a feed.</summary>
    /// <param name="Symbol">What is traded.</param>
    /// <param name="IsBuy">Its side; a short sale cannot be told from another.</param>
    /// <param name="Price">In ten-thousandths.</param>
    /// <param name="Firm">Who stands behind it; null where the feed does not say.</param>
    internal readonly record struct Said(string Symbol, bool IsBuy, long Price, string? Firm);

    /// <param name="draft">Takes it.</param>
    /// <param name="id">Its own.</param>
    /// <param name="ms">Unix ms.</param>
    /// <param name="time">As it is written.</param>
    /// <param name="said">What the feed says of it.</param>
    /// <param name="qty">How much; null of a cancel.</param>
    public void Write(OrderDraft draft, string id, long ms, string time, Said said, long? qty)
    {
        draft.Begin();
        draft.Set(OrderMembers.OrderId, id, "order number");
        draft.SetTime(ms, "time of day", time);
        Constant(draft, OrderMembers.AccountId, Account);
        draft.Set(OrderMembers.Symbol, said.Symbol, "symbol");
        draft.Set(OrderMembers.Side, said.IsBuy ? "BUY" : "SELL", "side");
        if (qty is { } left)
        {
            draft.Set(OrderMembers.Qty, left.ToString(CultureInfo.InvariantCulture), "shares");
            draft.Set(
                OrderMembers.Price,
                string.Create(CultureInfo.InvariantCulture, $"{(decimal)said.Price / PricesPerUnit:0.####}"),
                "price",
                said.Price.ToString(CultureInfo.InvariantCulture)
            );
        }
        Constant(draft, OrderMembers.Strategy, options.Strategy ?? feed);
        if (said.Firm is { } firm)
            draft.Set(OrderMembers.Firm, firm, "attribution");
        foreach (var (member, field) in options.Mapping.Fields)
        {
            if (!draft.Has(member) && field.Always is { } always)
                draft.Set(member, always, "mapping");
        }
    }

    /// <summary>The same order with less of it, or none.</summary>
    /// <param name="draft">Takes it.</param>
    /// <param name="action">The contract's word.</param>
    /// <param name="original">The order it is about.</param>
    public static void About(OrderDraft draft, string action, string original)
    {
        draft.Set(OrderMembers.Action, action, "kind");
        draft.Set(OrderMembers.OrigOrderId, original, "order number");
    }

    /// <summary>The day of a file that has times of day alone.</summary>
    /// <exception cref="OrdersFileException">Neither its name nor the user says it, or the mapping takes fields from it.</exception>
    public static DateOnly DayOf(ReadingOptions options, Func<string, DateOnly?> inName)
    {
        if (options.Mapping.Fields.FirstOrDefault(field => field.Value.From is not null).Key is { } mapped)
            throw new OrdersFileException(
                $"The mapping takes {mapped} from a field, and the fields of such a file are given: only {{\"{mapped}\":{{\"always\":…}}}} can be said of it."
            );
        return options.Day
            ?? inName(Path.GetFileName(options.FileName))
            ?? throw new OrdersFileException(
                $"{options.FileName} has times of day alone, and its name does not say the day. Say it: --date 2026-11-27."
            );
    }

    private void Constant(OrderDraft draft, string member, string otherwise)
    {
        if (options.Mapping.Of(member)?.Always is { } always)
            draft.Set(member, always, "mapping");
        else
            draft.Set(member, otherwise, "the same for all");
    }
}
