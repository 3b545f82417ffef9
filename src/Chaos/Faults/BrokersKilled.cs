using KillSwitch.Brokers;

namespace KillSwitch.Chaos.Faults;

/// <summary>kill -9 of brokers, which stay down for a while.</summary>
internal sealed class BrokersKilled(IReadOnlyList<KafkaNode> nodes) : IFault
{
    public Task InjectAsync(CancellationToken cancellationToken) => Task.WhenAll(nodes.Select(n => n.KillAsync()));

    public Task LiftAsync() => Task.WhenAll(nodes.Select(n => n.StartAsync(CancellationToken.None)));
}
