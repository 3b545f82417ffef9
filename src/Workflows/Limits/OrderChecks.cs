using System.Globalization;
using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Limits;

/// <summary>
/// Holds each order of one partition against the limits that apply to it. What it answers follows from the order, its record's time, and
/// the partition's records before it, as far as <see cref="LookBack"/>: whoever reads those again answers the same. One thread at a time.
/// </summary>
public sealed class OrderChecks
{
    private readonly ReferencePrices _prices;
    private readonly OrderMemory _memory;
    private readonly bool _byOwnTimes;
    private readonly bool _passUnpriced;
    private LimitTable _limits;

    /// <param name="limits">What orders are held against.</param>
    /// <param name="prices">What their symbols trade at.</param>
    /// <param name="byOwnTimes">Whether they are taken to have come when they say they were sent: orders of another time, played again. No
    /// such order is too old, and no price of another time is held against one.</param>
    /// <param name="passUnpriced">Whether an order passes a limit for which a reference price is needed that nobody knows.</param>
    /// <param name="alsoRemembering">Other limits that <see cref="TryUse"/> is to take without beginning anew.</param>
    public OrderChecks(
        LimitTable limits,
        ReferencePrices? prices = null,
        bool byOwnTimes = false,
        bool passUnpriced = false,
        IReadOnlyList<LimitTable>? alsoRemembering = null
    )
    {
        (_limits, _prices, _byOwnTimes, _passUnpriced) = (limits, prices ?? ReferencePrices.None, byOwnTimes, passUnpriced);
        LimitTable[] all = [limits, .. alsoRemembering ?? []];
        var longest = all.Max(l => l.LongestDuplicate);
        ScopeKind[] counted = [.. all.SelectMany(l => l.CountedBy).Distinct()];
        _memory = new OrderMemory((long)longest.TotalMilliseconds, counted);
        var second = counted.Length > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        LookBack = longest > second ? longest : second;
    }

    /// <summary>Every order passes, and nothing is remembered, so any number of threads may ask it.</summary>
    public static OrderChecks None { get; } = new(LimitTable.None);

    /// <summary>How far back, by the records' times, lies what can change an answer.</summary>
    public TimeSpan LookBack { get; }

    /// <summary>Holds orders against other limits from now on.</summary>
    /// <returns>Whether it remembers all that these look back to; where not, nothing has changed.</returns>
    public bool TryUse(LimitTable limits)
    {
        if (!_memory.IsEnoughFor((long)limits.LongestDuplicate.TotalMilliseconds, limits.CountedBy))
            return false;
        _limits = limits;
        return true;
    }

    /// <summary>Takes note of a record that is decided already. Records come in their order, each once.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="sentInMs">Its time, Unix ms.</param>
    public void Remember(ReadOnlySpan<byte> value, long sentInMs)
    {
        if (LookBack > TimeSpan.Zero && OrderParser.TryRead(value, out var order, out _) && order.Action != OrderAction.Cancel)
            _memory.Note(order, _byOwnTimes ? order.Ts : sentInMs);
    }

    /// <summary>Takes note of a record, and says which rule refuses it.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="sentInMs">Its time, Unix ms.</param>
    /// <returns>Null where none does, or it is a cancel, or no order.</returns>
    public LimitRule? Judge(ReadOnlySpan<byte> value, long sentInMs) =>
        !_limits.IsEmpty && OrderParser.TryRead(value, out var order, out _) && order.Action != OrderAction.Cancel
            ? Check(ref order, sentInMs)?.Rule
            : null;

    /// <summary>Takes note of an order, looks up what it is worth if it has no price, and says what limit it breaks; null if none.
    /// </summary>
    /// <param name="order">A valid order that is no cancel.</param>
    /// <param name="sentInMs">Its record's time, Unix ms.</param>
    internal BrokenLimit? Check(scoped ref OrderInPlace order, long sentInMs)
    {
        if (_limits.IsEmpty)
        {
            Value(ref order, default, sentInMs);
            return null;
        }
        if (_byOwnTimes)
            sentInMs = order.Ts;
        var duplicateAgo = _memory.Note(order, sentInMs);
        var limits = _limits.Of(order);
        Value(ref order, limits, sentInMs);
        return Restricted(limits) ?? OutsideCollar(limits, order, sentInMs) ?? TooLarge(limits, order)
            ?? TooOld(limits, order, sentInMs) ?? Duplicate(limits, duplicateAgo) ?? TooMany(limits);
    }

    /// <summary>Why nobody can say what an order is worth, as a part of a sentence.</summary>
    internal string WhyWithoutWorth(scoped in OrderInPlace order, long sentInMs)
    {
        var limits = _limits.Of(order);
        return order.Price is null && Reference(order, limits, sentInMs) is { Price: null, Unknown: var unknown }
            ? $"{Text(order.Symbol)} {unknown}"
            : $"{Text(order.Currency)}/{PriceState.Usd} {Rate(order, limits, sentInMs).Unknown}";
    }

    /// <summary>What cannot be read off the order itself is looked up.</summary>
    private void Value(scoped ref OrderInPlace order, in ApplyingLimits limits, long sentInMs)
    {
        if (order.Price is null)
            order.ReferencePrice = Reference(order, limits, sentInMs).Price?.Price;
        if (!order.IsInDollars)
            order.UsdRate = Rate(order, limits, sentInMs).Price?.Price;
    }

    /// <summary>How many dollars a unit of an order's currency is, or why nobody knows.</summary>
    private (ReferencePrice? Price, string Unknown) Rate(scoped in OrderInPlace order, in ApplyingLimits limits, long sentInMs) =>
        NewEnough(_prices.Rate(order.Currency), order, limits, sentInMs);

    /// <summary>What an order's symbol trades at, or why nobody knows.</summary>
    private (ReferencePrice? Price, string Unknown) Reference(scoped in OrderInPlace order, in ApplyingLimits limits, long sentInMs)
    {
        var (price, unknown) = NewEnough(_prices.Find(order.Symbol), order, limits, sentInMs);
        if (price is null)
            return (null, unknown);
        // What only trades above zero has no such price: a feed without data would have orders worth nothing.
        if (price.Price <= 0 && order.SecurityType is not (SecurityType.Future or SecurityType.Spread))
            return (null, Said($"has a reference price of {price.Price}, and only a FUTURE or a SPREAD trades at zero or less"));
        var currency = order.IsInDollars ? PriceState.Usd : Text(order.Currency);
        return price.Currency == currency ? (price, "") : (null, $"has a reference price in {price.Currency}, and the order is in {currency}");
    }

    private (ReferencePrice? Price, string Unknown) NewEnough(
        ReferencePrice? price,
        scoped in OrderInPlace order,
        in ApplyingLimits limits,
        long sentInMs
    )
    {
        if (price is null)
            return (null, $"has no reference price in {Topics.Prices}");
        TimeSpan? said = null;
        for (var i = 0; i < limits.Count; i++)
        {
            if (!(limits[i].Limits.MaxPriceAge >= said) && limits[i].Limits.MaxPriceAge is { } its)
                said = its;
        }
        var most = said ?? ReferencePrice.UsualMaxAge;
        // A price that came after the order is the better one, but for orders of another time.
        var age = TimeSpan.FromMilliseconds(_byOwnTimes ? Math.Abs(order.Ts - price.AtInMs) : sentInMs - price.AtInMs);
        return age <= most
            ? (price, "")
            : (null, Said($"has a reference price that is {age.TotalSeconds:#,0.###} s old, and {most.TotalSeconds:#,0.###} s are allowed"));
    }

    private static BrokenLimit? Restricted(in ApplyingLimits limits)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            if (limits[i].Limits.Unreadable is { } unreadable)
            {
                var unread = $"what orders of {limits[i].Owner} may be cannot be read: {unreadable}";
                return Broken(LimitRule.Restricted, limits[i], 0, RefusalCode.OrderLimitsUnreadable, unread);
            }
            if (limits[i].Limits.Restricted)
                return Broken(LimitRule.Restricted, limits[i], 0, RefusalCode.OrderRestricted, $"{limits[i].Owner} may not be traded");
        }
        return null;
    }

    /// <summary>
    /// A buyer may not pay far more than the market, nor a seller take far less; who offers less, or asks for more, waits and harms nobody.
    /// What trades only once its stop price is reached is held against that.
    /// </summary>
    private BrokenLimit? OutsideCollar(in ApplyingLimits limits, scoped in OrderInPlace order, long sentInMs)
    {
        if (order.Price is not { } price)
            return null;
        OwnedLimits? strictest = null;
        for (var i = 0; i < limits.Count; i++)
        {
            if (limits[i].Limits.CollarPercent is { } its && !(its >= strictest?.Limits.CollarPercent))
                strictest = limits[i];
        }
        if (strictest is not { Limits.CollarPercent: { } percent })
            return null;
        var (reference, unknown) = order.StopPrice is { } stop
            ? (new ReferencePrice(stop, sentInMs), "")
            : Reference(order, limits, sentInMs);
        if (reference is null)
        {
            if (_passUnpriced)
                return null;
            var missing = $"its price cannot be held against the collar of {strictest.Owner}, as {Text(order.Symbol)} {unknown}";
            return Broken(LimitRule.CollarPercent, strictest, percent, RefusalCode.OrderReferencePriceUnknown, missing);
        }
        var beyond = order.Side == Side.Buy ? price - reference.Price : reference.Price - price;
        if (beyond <= Math.Abs(reference.Price) * percent / 100)
            return null;
        var way = order.Side == Side.Buy ? "above" : "below";
        var of = order.StopPrice is null ? $"the reference price of {Text(order.Symbol)}," : "its stop price,";
        var unit = order.IsInDollars ? "$" : Text(order.Currency) + " ";
        var far = reference.Price == 0 ? "" : Said($" by {100 * beyond / Math.Abs(reference.Price):#,0.##} %");
        var why = Said(
            $"its price of {unit}{price:#,0.00######} is {way} {of} {unit}{reference.Price:#,0.00######},{far}, and {percent:#,0.########} % are allowed by {strictest.Owner}"
        );
        return Broken(LimitRule.CollarPercent, strictest, percent, RefusalCode.OrderPriceOutsideCollar, why);
    }

    private static BrokenLimit? TooLarge(in ApplyingLimits limits, scoped in OrderInPlace order)
    {
        OwnedLimits? qty = null, notional = null;
        var (size, worth) = (order.Qty, order.Notional);
        for (var i = 0; i < limits.Count; i++)
        {
            var its = limits[i].Limits;
            if (its.MaxQty is { } most && size > most && !(most >= qty?.Limits.MaxQty))
                qty = limits[i];
            if (its.MaxNotionalUsd is { } mostWorth && worth > mostWorth && !(mostWorth >= notional?.Limits.MaxNotionalUsd))
                notional = limits[i];
        }
        if (qty is { Limits.MaxQty: { } mostQty })
        {
            var why = Said($"its quantity is {order.Qty:#,0.########}, and an order of {qty.Owner} may have {mostQty:#,0.########} at most");
            return Broken(LimitRule.MaxQty, qty, mostQty, RefusalCode.OrderQtyAboveLimit, why);
        }
        if (notional is { Limits.MaxNotionalUsd: { } mostUsd })
        {
            var by = order switch
            {
                { Price: null } => " by the reference price",
                { IsInDollars: false } => Said($" ({Text(order.Currency)}/{PriceState.Usd} {order.UsdRate:0.########})"),
                _ => "",
            };
            var why = Said($"it is worth ${worth:N2}{by}, and an order of {notional.Owner} may be worth ${mostUsd:N2} at most");
            return Broken(LimitRule.MaxNotionalUsd, notional, mostUsd, RefusalCode.OrderNotionalAboveLimit, why);
        }
        return null;
    }

    private static BrokenLimit? TooOld(in ApplyingLimits limits, scoped in OrderInPlace order, long sentInMs)
    {
        var apart = TimeSpan.FromMilliseconds(Math.Abs(sentInMs - order.Ts));
        OwnedLimits? broken = null;
        for (var i = 0; i < limits.Count; i++)
        {
            if (apart > limits[i].Limits.MaxAge && !(limits[i].Limits.MaxAge >= broken?.Limits.MaxAge))
                broken = limits[i];
        }
        if (broken is not { Limits.MaxAge: { } most })
            return null;
        var way = order.Ts < sentInMs ? "before" : "after";
        var why = Said(
            $"it is dated {apart.TotalSeconds:#,0.###} s {way} the broker took it, and {most.TotalSeconds:#,0.###} s are allowed for orders of {broken.Owner}"
        );
        return Broken(LimitRule.MaxAgeSeconds, broken, (decimal)most.TotalSeconds, RefusalCode.OrderTooOld, why);
    }

    private static BrokenLimit? Duplicate(in ApplyingLimits limits, long? agoInMs)
    {
        if (agoInMs is not { } ago)
            return null;
        OwnedLimits? broken = null;
        for (var i = 0; i < limits.Count; i++)
        {
            var its = limits[i].Limits.DuplicateWithin;
            if (ago <= its?.TotalMilliseconds && !(its <= broken?.Limits.DuplicateWithin))
                broken = limits[i];
        }
        if (broken is not { Limits.DuplicateWithin: { } within })
            return null;
        var why = Said(
            $"one like it came {ago:N0} ms before, of the same account and with the same id or the same symbol, side, quantity and price, and within {within.TotalSeconds:#,0.###} s it counts as a duplicate for {broken.Owner}"
        );
        return Broken(LimitRule.DuplicateSeconds, broken, (decimal)within.TotalSeconds, RefusalCode.OrderDuplicate, why);
    }

    private BrokenLimit? TooMany(in ApplyingLimits limits)
    {
        OwnedLimits? broken = null;
        var count = 0;
        for (var i = 0; i < limits.Count; i++)
        {
            var its = limits[i].Limits.MaxOrdersPerSecond;
            if (its is null || its >= broken?.Limits.MaxOrdersPerSecond)
                continue;
            var here = _memory.OfThisSecond(limits[i].CountedBy);
            if (here > its)
                (broken, count) = (limits[i], here);
        }
        if (broken is not { Limits.MaxOrdersPerSecond: { } most })
            return null;
        var whose = broken.CountedBy == ScopeKind.Account ? "its account" : broken.Owner;
        var why = Said($"it is order {count:N0} of {whose} in this second, and {most:N0} are allowed by {broken.Owner}");
        return Broken(LimitRule.MaxOrdersPerSecond, broken, most, RefusalCode.OrderRateAboveLimit, why);
    }

    private static BrokenLimit Broken(LimitRule rule, OwnedLimits limits, decimal limit, RefusalCode code, string why) =>
        new(rule, limits.Owner, limit, new Refusal(code, $"The order was refused: {why}."));

    private static string Text(ReadOnlySpan<byte> ascii) => Encoding.ASCII.GetString(ascii);

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
