using System.Collections.Frozen;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>The members of an order by their names, as the contract has them.</summary>
internal static class OrderMembers
{
    public const string OrderId = "order_id";
    public const string Ts = "ts";
    public const string AccountId = "account_id";
    public const string Symbol = "symbol";
    public const string Side = "side";
    public const string Qty = "qty";
    public const string Price = "price";
    public const string Strategy = "strategy";
    public const string Action = "action";
    public const string OrigOrderId = "orig_order_id";
    public const string OrderType = "order_type";
    public const string StopPrice = "stop_price";
    public const string SecurityType = "security_type";
    public const string Multiplier = "multiplier";
    public const string Underlying = "underlying";
    public const string Firm = "firm";
    public const string Venue = "venue";
    public const string Trader = "trader";
    public const string Currency = "currency";

    public static readonly IReadOnlyList<string> All =
        [.. ContractsJson.Default.Order.Properties.Where(property => property.Get is not null).Select(property => property.Name)];

    private static readonly FrozenSet<string> s_numbers = FrozenSet.Create(Qty, Price, StopPrice, Multiplier, "parent_qty");

    /// <summary>Whose words the contract gives, in capitals.</summary>
    private static readonly FrozenSet<string> s_words = FrozenSet.Create(Side, Action, OrderType, SecurityType);

    public static bool IsNumber(string member) => s_numbers.Contains(member);

    public static bool IsWord(string member) => s_words.Contains(member);
}
