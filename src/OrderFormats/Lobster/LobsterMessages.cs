using System.Globalization;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Lobster;

/// <summary>What the messages of a file ask for, one after the other.</summary>
internal sealed class LobsterMessages(FeedOrder orders, string symbol, OrdersRead read)
{
    private readonly OpenOrders<FeedOrder.Said> _open = new();
    private readonly OrderDraft _draft = new();

    /// <exception cref="RecordRefusedException">It cannot be made an order.</exception>
    public void Take(LobsterMessage message, long place)
    {
        var number = message.Order.ToString(CultureInfo.InvariantCulture);
        // What is said of an order later has an id of its own: its place is one.
        var id = string.Create(CultureInfo.InvariantCulture, $"{number}-{place}");
        switch (message.Kind)
        {
            case 1 when message.Side != 0 && message.Shares > 0:
                var said = new FeedOrder.Said(symbol, message.Side > 0, message.Price, null);
                _open.Add(message.Order, said, message.Shares);
                orders.Write(_draft, number, message.Ms, message.Time, said, message.Shares);
                break;
            case 2 when message.Shares > 0:
                var reduced = _open.Reduce(message.Order, message.Shares, out var left);
                orders.Write(_draft, id, message.Ms, message.Time, reduced, left == 0 ? null : left);
                FeedOrder.About(_draft, left == 0 ? "CANCEL" : "REPLACE", number);
                break;
            case 3:
                orders.Write(_draft, id, message.Ms, message.Time, _open.Remove(message.Order), null);
                FeedOrder.About(_draft, "CANCEL", number);
                break;
            case 4 when message.Shares > 0:
                _open.Reduce(message.Order, message.Shares, out _);
                read.PassOver("execution");
                return;
            case 5:
                read.PassOver("execution of a hidden order");
                return;
            case 6 or 7:
                read.PassOver("cross or halt");
                return;
            default:
                throw new RecordRefusedException(
                    RecordRefusalCode.RecordBroken,
                    string.Create(CultureInfo.InvariantCulture, $"kind {message.Kind}, {message.Shares} shares, side {message.Side} go not together")
                );
        }
        read.Add(_draft, place);
    }
}
