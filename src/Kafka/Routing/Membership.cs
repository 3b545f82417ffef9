using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// This router's seat in the group, which says whose each orders partition is, and nothing else: no order is read and no offset
/// committed here.
/// </summary>
/// <param name="clients">Makes the member.</param>
/// <param name="options">Group and session.</param>
/// <param name="gained">Called with partitions that are now this router's.</param>
/// <param name="left">Called with partitions that are no longer; returns when their work has stopped.</param>
/// <param name="failed">Called with what goes wrong and is tried again.</param>
internal sealed class Membership(
    KafkaClients clients,
    RouterOptions options,
    Action<IEnumerable<int>> gained,
    Action<IReadOnlyList<int>> left,
    Action<string> failed
)
{
    private bool _pause;

    /// <summary>Blocks until cancelled; then leaves the group, so that others take over at once.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        using var consumer = clients.Member($"{options.Service}-member", options.Group, options.SessionTimeout, options.StaticMemberId)
            .SetPartitionsAssignedHandler((_, partitions) =>
            {
                _pause = true;
                gained(partitions.Select(p => p.Partition.Value));
                // Never read from here; the end spares the fetching until the pause.
                return partitions.Select(p => new TopicPartitionOffset(p, Offset.End));
            })
            .SetPartitionsRevokedHandler((_, partitions) => left([.. partitions.Select(p => p.Partition.Value)]))
            .SetPartitionsLostHandler((_, partitions) => left([.. partitions.Select(p => p.Partition.Value)]))
            .Build();
        consumer.Subscribe(Topics.Orders);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                consumer.Consume(100);
                if (_pause)
                {
                    consumer.Pause(consumer.Assignment);
                    _pause = false;
                }
            }
            catch (KafkaException e)
            {
                failed(e.Error.Reason);
                cancellationToken.WaitHandle.WaitOne(options.RetryPause);
            }
        }
        consumer.Close();
    }
}
