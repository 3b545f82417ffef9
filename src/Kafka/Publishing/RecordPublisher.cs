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
    private HeadStart? _headStart;

    /// <exception cref="KafkaException">Not known to be there.</exception>
    public async Task<PublishedAt> PublishAsync(
        string topic,
        string key,
        byte[] value,
        Confluent.Kafka.Headers headers,
        CancellationToken cancellationToken
    )
    {
        var producer = Producer(topic);
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
        catch (KafkaException e) when (e.Error.Code == ErrorCode.InvalidTimestamp)
        {
            throw new KafkaException(e.Error.Explained(), e);
        }
    }

    /// <summary>Has the producer connected before its first record; see <see cref="HeadStart"/>.</summary>
    public Task WarmUpAsync(string topic)
    {
        lock (_lock)
        {
            _ = Producer(topic);
            return _headStart!.Taken;
        }
    }

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
        {
            _headStart?.Dispose();
            _producer?.Dispose();
        }
    }

    /// <summary>What a new one has to know is looked up beside its first record: to wait for it would add to how long that takes.</summary>
    private IProducer<byte[]?, byte[]?> Producer(string topic)
    {
        lock (_lock)
        {
            if (_producer is null)
            {
                _producer = _clients.Producer(clientId, DeliveryTimeout);
                _headStart = new HeadStart(_producer, [topic], _clients.Settings.AnswerTimeout);
            }
            return _producer;
        }
    }

    private void Replace(IProducer<byte[]?, byte[]?> broken)
    {
        HeadStart? headStart;
        lock (_lock)
        {
            if (_producer != broken)
                return;
            _producer = null;
            (headStart, _headStart) = (_headStart, null);
        }
        headStart?.Dispose();
        broken.Dispose();
    }
}
