using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Admin;

/// <summary>Asks whether Kafka answers, over one connection that stays. Safe for concurrent use.</summary>
public sealed class BrokerProbe(KafkaSettings settings, ILoggerFactory? loggers = null) : IDisposable
{
    private static readonly TimeSpan s_answersWithin = TimeSpan.FromSeconds(1);

    private readonly IAdminClient _admin = new KafkaClients(settings, loggers).Admin("killswitch-probe");

    /// <returns>How many brokers there are.</returns>
    /// <exception cref="KafkaUnreachableException">None answered within a second.</exception>
    public Task<int> BrokersAsync(CancellationToken cancellationToken) =>
        DedicatedThread
            .RunAsync(() =>
            {
                try
                {
                    return _admin.GetMetadata(s_answersWithin).Brokers.Count;
                }
                catch (KafkaException e)
                {
                    throw KafkaUnreachableException.At(settings, e);
                }
            })
            .WaitAsync(cancellationToken);

    public void Dispose() => _admin.Dispose();
}
