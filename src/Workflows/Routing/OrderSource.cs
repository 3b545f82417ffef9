namespace KillSwitch.Workflows.Routing;

/// <summary>Where an order stands in <c>orders.v1</c>.</summary>
public readonly record struct OrderSource(int Partition, long Offset)
{
    /// <summary>Names input that has no order id of its own.</summary>
    public string AsId => $"{Contracts.Topics.Orders}-{Partition}-{Offset}";
}
