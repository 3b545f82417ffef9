using System.Globalization;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>
/// The orders that a feed of a market says are there, by its number: what it says of one later names the number alone, and what is left
/// of it has to be known. Not thread-safe.
/// </summary>
/// <typeparam name="T">What is known of an order besides what is left of it.</typeparam>
internal sealed class OpenOrders<T>
    where T : notnull
{
    private readonly Dictionary<ulong, (T Order, long Left)> _open = [];

    /// <exception cref="RecordRefusedException">It is there already.</exception>
    public void Add(ulong number, T order, long qty)
    {
        if (!_open.TryAdd(number, (order, qty)))
            throw new RecordRefusedException(RecordRefusalCode.FieldRepeated, $"order {Text(number)} is there already");
    }

    /// <exception cref="RecordRefusedException">The file has no such order, or no longer.</exception>
    public T Remove(ulong number)
    {
        var order = Find(number).Order;
        _open.Remove(number);
        return order;
    }

    /// <summary>Takes away what was executed or cancelled.</summary>
    /// <param name="number">Of the order.</param>
    /// <param name="qty">How much.</param>
    /// <param name="left">How much is left.</param>
    /// <exception cref="RecordRefusedException">The file has no such order, or not so much of it.</exception>
    public T Reduce(ulong number, long qty, out long left)
    {
        var (order, before) = Find(number);
        left = before - qty;
        if (left < 0)
            throw new RecordRefusedException(
                RecordRefusalCode.ValueUnknown,
                string.Create(CultureInfo.InvariantCulture, $"it takes {qty} from order {number}, of which {before} are left")
            );
        if (left == 0)
            _open.Remove(number);
        else
            _open[number] = (order, left);
        return order;
    }

    private (T Order, long Left) Find(ulong number) =>
        _open.TryGetValue(number, out var open)
            ? open
            : throw new RecordRefusedException(
                RecordRefusalCode.OrderUnknown,
                $"it is about order {Text(number)}, which this file does not have, or no longer"
            );

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
