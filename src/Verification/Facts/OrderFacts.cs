using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Facts;

/// <summary>The records of <c>orders.v1</c>, by their place.</summary>
/// <param name="partitions">By number; each by rising offset.</param>
public sealed class OrderFacts(IReadOnlyList<List<OrderFact>> partitions)
{
    public int Count => partitions.Sum(p => p.Count);

    public IEnumerable<(OrderSource Source, OrderFact Order)> All =>
        partitions.SelectMany((orders, p) => orders.Select(o => (new OrderSource(p, o.Offset), o)));

    public bool TryFind(OrderSource source, out OrderFact order)
    {
        order = default;
        if (source.Partition < 0 || source.Partition >= partitions.Count)
            return false;
        var orders = partitions[source.Partition];
        var (low, high) = (0, orders.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            order = orders[middle];
            if (order.Offset == source.Offset)
                return true;
            if (order.Offset < source.Offset)
                low = middle + 1;
            else
                high = middle - 1;
        }
        order = default;
        return false;
    }
}
