using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.Tests.EndToEnd;

public class OrderStampTests
{
    [Fact]
    public void OfOrder_AnyMadeOrder_TellsItsStampAndIsAnOrder() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (due, tag) =>
        {
            var stamp = new OrderStamp(due * 1_000_000_007L, tag);
            var hot = tag == 0 ? null : HotScope.Number(tag);
            var made = new OrderBytes(10).Make(stamp, 1_767_366_002_001, hot);
            return OrderParser.TryParse(made.Value, out var order, out _)
                && OrderStamp.OfOrder(made.Value) == stamp
                && OrderStamp.OfId(Encoding.UTF8.GetBytes(order.OrderId)) == stamp
                && Encoding.UTF8.GetString(made.Key!) == order.AccountId
                && (hot is null || new[] { order.AccountId, order.Symbol, order.Strategy }.Contains(hot.Scope.Value));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("inc-01HZX")]
    [InlineData("000000000000000g00000001-1")]
    [InlineData("000000000000000a0000000z-1")]
    public void OfId_AnotherMaking_IsNull(string id) => Assert.Null(OrderStamp.OfId(Encoding.UTF8.GetBytes(id)));
}
