using System.Globalization;
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
    private readonly LimitTable _limits;
    private readonly OrderMemory _memory;
    private readonly bool _byOwnTimes;

    /// <param name="limits">What orders are held against.</param>
    /// <param name="byOwnTimes">Whether they are taken to have come when they say they were sent: orders of another time, played again. No
    /// such order is too old.</param>
    public OrderChecks(LimitTable limits, bool byOwnTimes = false)
    {
        (_limits, _byOwnTimes) = (limits, byOwnTimes);
        _memory = new OrderMemory((long)limits.LongestDuplicate.TotalMilliseconds, limits.CountedBy);
        var second = limits.AnyPerSecond ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        LookBack = limits.LongestDuplicate > second ? limits.LongestDuplicate : second;
    }

    /// <summary>Every order passes, and nothing is remembered, so any number of threads may ask it.</summary>
    public static OrderChecks None { get; } = new(LimitTable.None);

    /// <summary>How far back, by the records' times, lies what can change an answer.</summary>
    public TimeSpan LookBack { get; }

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
            ? Check(order, sentInMs)?.Rule
            : null;

    /// <summary>Takes note of an order, and says what limit it breaks; null if none.</summary>
    /// <param name="order">A valid order that is no cancel.</param>
    /// <param name="sentInMs">Its record's time, Unix ms.</param>
    internal BrokenLimit? Check(scoped in OrderInPlace order, long sentInMs)
    {
        if (_limits.IsEmpty)
            return null;
        if (_byOwnTimes)
            sentInMs = order.Ts;
        var duplicateAgo = _memory.Note(order, sentInMs);
        var limits = _limits.Of(order);
        return Restricted(limits) ?? TooLarge(limits, order) ?? TooOld(limits, order, sentInMs) ?? Duplicate(limits, duplicateAgo)
            ?? TooMany(limits);
    }

    private static BrokenLimit? Restricted(in ApplyingLimits limits)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            if (limits[i].Limits.Restricted)
                return Broken(LimitRule.Restricted, limits[i], 0, RefusalCode.OrderRestricted, $"{limits[i].Owner} may not be traded");
        }
        return null;
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
            var why = Said($"it is worth ${worth:N2}, and an order of {notional.Owner} may be worth ${mostUsd:N2} at most");
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

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
