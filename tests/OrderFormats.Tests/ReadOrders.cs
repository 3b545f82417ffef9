using System.Text;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.OrderFormats.Tests;

/// <summary>Reads what tests write by hand.</summary>
internal static class ReadOrders
{
    public static OrdersRead Of(string text, OrderFormat format, ReadingOptions? options = null) =>
        OrdersReader.Read(Encoding.UTF8.GetBytes(text), format, options ?? new ReadingOptions());

    public static ReadingOptions Mapping(string json) => new() { Mapping = FieldMapping.Parse(Encoding.UTF8.GetBytes(json)) };

    /// <summary>The orders of it, all of which the contract takes.</summary>
    public static List<Order> Parsed(this OrdersRead read) =>
        [
            .. read.Orders.Select(found =>
            {
                Assert.True(OrderParser.TryParse(found.Json, out var order, out var refusal), refusal?.ToString());
                Assert.Equal((order.AccountId, order.Ts), (found.Account, found.Ts));
                return order;
            }),
        ];

    /// <summary>What is said of the only record, which is refused.</summary>
    public static string Refusal(this OrdersRead read)
    {
        Assert.Empty(read.Orders);
        var kind = Assert.Single(read.Refusals.Kinds);
        return $"{kind.Code} {kind.Name} at {kind.FirstPlace}: {kind.Message}";
    }
}
