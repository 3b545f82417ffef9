using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Orders;

/// <summary>Which members an order must have, and must not have, by what it asks for.</summary>
internal static class OrderShape
{
    private const int Always =
        1 << OrderField.OrderId | 1 << OrderField.Ts | 1 << OrderField.AccountId | 1 << OrderField.Symbol | 1 << OrderField.Strategy;

    private const int Sized = 1 << OrderField.Side | 1 << OrderField.Qty;
    private const int Price = 1 << OrderField.Price;
    private const int StopPrice = 1 << OrderField.StopPrice;
    private const int OrigOrderId = 1 << OrderField.OrigOrderId;
    private const int Multiplier = 1 << OrderField.Multiplier;

    /// <param name="there">The members that are there, a bit each.</param>
    /// <param name="order">What they say.</param>
    /// <returns>Why it is no order, or null.</returns>
    public static Refusal? Check(int there, in OrderInPlace order)
    {
        // What nearly every order is.
        if (there == (Always | Sized | Price) && order.Price > 0)
            return null;
        return Missing(there, Required(order)) ?? Contradiction(there, order) ?? Sign(order);
    }

    private static int Required(in OrderInPlace order)
    {
        if (order.Action == OrderAction.Cancel)
            return Always | OrigOrderId;
        var required = Always | Sized | PricesOf(order.OrderType);
        if (order.Action == OrderAction.Replace)
            required |= OrigOrderId;
        if (order.SecurityType is SecurityType.Option or SecurityType.Future)
            required |= Multiplier;
        return required;
    }

    private static int PricesOf(OrderType type) => type switch
    {
        OrderType.Limit => Price,
        OrderType.Market => 0,
        OrderType.Stop => StopPrice,
        OrderType.StopLimit => Price | StopPrice,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown type of order."),
    };

    private static Refusal? Missing(int there, int required)
    {
        var missing = required & ~there;
        if (missing == 0)
            return null;
        var field = int.TrailingZeroCount(missing);
        return new Refusal(RefusalCode.OrderFieldMissing, $"'{OrderField.Names[field]}' is missing.");
    }

    /// <summary>Readers would differ in which of two members they believe.</summary>
    private static Refusal? Contradiction(int there, in OrderInPlace order)
    {
        if (order.Action == OrderAction.New && (there & OrigOrderId) != 0)
            return Invalid(OrderField.OrigOrderId, "must not be there: a NEW order is about no other. Say \"action\":\"REPLACE\" or \"CANCEL\"");
        if (order.Action == OrderAction.Cancel)
            return null;
        var needless = there & (Price | StopPrice) & ~PricesOf(order.OrderType);
        return needless == 0
            ? null
            : Invalid(int.TrailingZeroCount(needless), $"must not be there: a {OrderWords<OrderType>.Of(order.OrderType)} order has none");
    }

    private static Refusal? Sign(in OrderInPlace order)
    {
        if (order.SecurityType is SecurityType.Future or SecurityType.Spread)
            return null;
        return order switch
        {
            { Price: <= 0 } => Invalid(OrderField.Price, $"is {order.Price}; only a FUTURE or a SPREAD may have a price that is not above 0"),
            { StopPrice: <= 0 } => Invalid(
                OrderField.StopPrice,
                $"is {order.StopPrice}; only a FUTURE or a SPREAD may have a price that is not above 0"
            ),
            _ => null,
        };
    }

    private static Refusal Invalid(int field, string why) => new(RefusalCode.OrderFieldInvalid, $"'{OrderField.Names[field]}' {why}.");
}
