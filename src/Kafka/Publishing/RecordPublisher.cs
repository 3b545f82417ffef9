using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Publishing;

/// <summary>Writes single records with an idempotent producer and waits for each. Thread-safe.</summary>
/// <remarks>
/// The delivery timeout (default 5 s) is far below any step's timeout, and the client never sends a record again once it
/// has reported it failed. So a record that was reported failed can land later only if it was on the wire already,
/// not minutes later from a queue, behind the back of a step that has been retried since.
/// </remarks>
internal sealed class RecordPublisher(KafkaSettings settings, string clientId, Microsoft.Extensions.Logging.ILoggerFactory? loggers)
    : IDisposable
{
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(5);

    private readonly KafkaClients _clients = new(settings, loggers);
    private readonly Lock _lock = new();
    private IProducer<byte[]?, byte[]?>? _producer;

    /// <exception cref="KafkaException">Not known to be there.</exception>
    public async Task<PublishedAt> PublishAsync(
        string topic,
        string key,
        byte[] value,
        Confluent.Kafka.Headers headers,
        CancellationToken cancellationToken
    )
    {
        var producer = Producer();
        try
        {
            var message = new Message<byte[]?, byte[]?> { Key = Encoding.UTF8.GetBytes(key), Value = value, Headers = headers };
            var result = await producer.ProduceAsync(topic, message, cancellationToken).ConfigureAwait(false);
            return PlaceOf(result.TopicPartitionOffset);
        }
        catch (KafkaException e) when (e.Error.IsFatal)
        {
            // The broker has forgotten this producer, or it skipped a number: only a new one can go on.
            Replace(producer);
            throw;
        }
    }

    /// <summary>
    /// Has the producer connected, and numbered by the broker, before its first record: an idempotent producer that first has to
    /// find a broker waits half a second for its number, which would be half a second of the first kill.
    /// </summary>
    public Task WarmUpAsync(string topic) => DedicatedThread.RunAsync(() =>
    {
        using var admin = new DependentAdminClientBuilder(Producer().Handle).Build();
        try
        {
            admin.GetMetadata(topic, _clients.Settings.AnswerTimeout);
        }
        catch (KafkaException)
        {
            // Only a head start is lost; whether a record arrives is said when there is one.
        }
    });

    public static Confluent.Kafka.Headers Headers(string? traceParent)
    {
        var headers = new Confluent.Kafka.Headers();
        if (traceParent is not null)
            headers.Add(Workflows.Contracts.Headers.TraceParent, Encoding.UTF8.GetBytes(traceParent));
        return headers;
    }

    /// <summary>A broker that already has the record from an earlier try acknowledges it without its offset.</summary>
    internal static PublishedAt PlaceOf(TopicPartitionOffset acknowledged) =>
        new(acknowledged.Partition.Value, acknowledged.Offset.IsSpecial ? null : acknowledged.Offset.Value);

    public void Dispose()
    {
        lock (_lock)
            _producer?.Dispose();
    }

    private IProducer<byte[]?, byte[]?> Producer()
    {
        lock (_lock)
            return _producer ??= _clients.Producer(clientId, DeliveryTimeout);
    }

    private void Replace(IProducer<byte[]?, byte[]?> broken)
    {
        lock (_lock)
        {
            if (_producer != broken)
                return;
            _producer = null;
        }
        broken.Dispose();
    }
}
