using KillSwitch.Brokers;

namespace KillSwitch.Chaos.Faults;

/// <summary>Brokers stand still.</summary>
internal sealed class BrokersFrozen(IReadOnlyList<KafkaNode> nodes) : IFault
{
    public Task InjectAsync(CancellationToken cancellationToken)
    {
        foreach (var node in nodes)
            node.Freeze();
        return Task.CompletedTask;
    }

    public Task LiftAsync()
    {
        foreach (var node in nodes)
            node.Thaw();
        return Task.CompletedTask;
    }
}
