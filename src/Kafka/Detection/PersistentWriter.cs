using System.Threading.Channels;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>
/// Appends to a topic and does not give up: what cannot be written is tried again for ever, and loudly. A record that
/// was reported failed and arrived all the same can stand there twice, which its id tells.
/// </summary>
/// <remarks>
/// Thread-safe. When 10,000 records wait, <see cref="EnqueueAsync"/> waits too: detection stands still rather than forget.
/// </remarks>
/// <param name="topic">Named in the log.</param>
/// <param name="append">Returns when the record is acknowledged.</param>
/// <param name="clock">Times the pause between attempts.</param>
/// <param name="logger">For operators.</param>
internal sealed class PersistentWriter<T>(string topic, Func<T, CancellationToken, Task> append, TimeProvider clock, ILogger logger)
{
    /// <summary>How many may be on their way at once.</summary>
    private const int Batch = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Channel<T> _waiting = Channel.CreateBounded<T>(10_000);
    private long _written, _retries;
    private string? _lastError;

    public long Written => Interlocked.Read(ref _written);

    public long Retries => Interlocked.Read(ref _retries);

    public string? LastError => Volatile.Read(ref _lastError);

    public ValueTask EnqueueAsync(T record, CancellationToken cancellationToken) => _waiting.Writer.WriteAsync(record, cancellationToken);

    /// <summary>Writes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Task>();
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < Batch && _waiting.Reader.TryRead(out var record))
                batch.Add(WriteAsync(record, cancellationToken));
            await Task.WhenAll(batch).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(T record, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await append(record, cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref _written);
                return;
            }
            catch (KafkaException e)
            {
                Volatile.Write(ref _lastError, $"{topic}: {e.Error.Reason}");
                logger.NotWritten(topic, e.Error.Reason, Interlocked.Increment(ref _retries));
            }
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
