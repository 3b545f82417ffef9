using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using Microsoft.Extensions.Logging;

using Headers = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Publishing;

/// <summary>
/// Appends to <c>orders.v1</c>, as a source of orders does: many records on their way at once, in order within a key,
/// retried until the broker has them. Thread-safe.
/// </summary>
public sealed class OrderLog(KafkaSettings settings, TimeProvider clock, ILoggerFactory? loggers = null) : IDisposable
{
    private static readonly TimeSpan FullQueuePause = TimeSpan.FromMilliseconds(20);
    private readonly IProducer<byte[]?, byte[]?> _producer = new KafkaClients(settings, loggers).Producer(
        "killswitch-orders",
        deliveryTimeout: null
    );
    private long _acknowledged;
    private Error? _failed;

    /// <summary>Records the broker has.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Hands a record over; waits only where too many are on their way.</summary>
    /// <param name="key">The account; empty where the record names none.</param>
    /// <param name="value">The record, an order or not.</param>
    /// <param name="traceParent">Its trace.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="KafkaException">An earlier record cannot be written: too large for the topic, say. It and this one are not
    /// there.</exception>
    public ValueTask AppendAsync(string key, byte[] value, string? traceParent, CancellationToken cancellationToken) =>
        AppendAsync(key, value, traceParent, replay: null, cancellationToken);

    /// <inheritdoc cref="AppendAsync(string, byte[], string?, CancellationToken)"/>
    /// <param name="key">The account; empty where the record names none.</param>
    /// <param name="value">The record, an order or not.</param>
    /// <param name="traceParent">Its trace.</param>
    /// <param name="replay">Of which replay it is; null for an order of now.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask AppendAsync(
        string key,
        byte[] value,
        string? traceParent,
        ReplayMark? replay,
        CancellationToken cancellationToken
    )
    {
        var message = new Message<byte[]?, byte[]?>
        {
            Key = key.Length == 0 ? null : Encoding.UTF8.GetBytes(key),
            Value = value,
            Headers = RecordPublisher.Headers(traceParent),
        };
        if (replay is { } mark)
            message.Headers.Add(Headers.Replay, Encoding.UTF8.GetBytes(mark.ToString()));
        while (true)
        {
            if (Volatile.Read(ref _failed) is { } error)
                throw new KafkaException(error);
            try
            {
                _producer.Produce(Topics.Orders, message, Delivered);
                return;
            }
            catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                await Task.Delay(FullQueuePause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns when the broker has every record handed over so far.</summary>
    /// <exception cref="KafkaException">As for <see cref="AppendAsync(string, byte[], string?, CancellationToken)"/>.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await DedicatedThread.RunAsync(() => _producer.Flush(cancellationToken)).ConfigureAwait(false);
        if (Volatile.Read(ref _failed) is { } error)
            throw new KafkaException(error);
    }

    public void Dispose() => _producer.Dispose();

    private void Delivered(DeliveryReport<byte[]?, byte[]?> report)
    {
        if (report.Error.IsError)
            Volatile.Write(ref _failed, report.Error.Explained());
        else
            Interlocked.Increment(ref _acknowledged);
    }
}
