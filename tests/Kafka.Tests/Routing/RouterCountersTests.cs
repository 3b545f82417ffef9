using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Kafka.Tests.Routing;

public sealed class RouterCountersTests
{
    [Fact]
    public void Delivered_RefusedOrders_AreCountedByWhy()
    {
        var counters = new RouterCounters(new RouterOptions("router-a"));

        counters.Delivered(0, [Decided(RefusalCode.OrderQtyAboveLimit), Decided(null), Decided(RefusalCode.OrderDuplicate)], nextOffset: 3);
        counters.Delivered(0, [Decided(RefusalCode.OrderQtyAboveLimit)], nextOffset: 4);

        var status = counters.Snapshot();
        Assert.Equal((1, 3), (status.Allowed, status.Rejected));
        Assert.Equal(
            [(RefusalCode.OrderQtyAboveLimit, 2), (RefusalCode.OrderDuplicate, 1)],
            status.Refused.Select(r => (r.Key, r.Value))
        );
    }

    private static DecidedOrder Decided(RefusalCode? refusal) =>
        new(default, new RoutedOrder(refusal is null ? Decision.Allow : Decision.Reject, [], [], refusal), null!);
}
