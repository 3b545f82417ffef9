using System.Threading.Channels;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>
/// Writes records to one topic and does not give up: what cannot be written is tried again for ever, loudly, and in
/// order. Idempotent producer, acknowledged by every in-sync replica. After a failed attempt that arrived after all, a
/// record can stand there twice, which its id tells.
/// </summary>
/// <remarks>Thread-safe. When 10,000 records wait, <see cref="EnqueueAsync"/> waits too: detection stands still rather than forget.</remarks>
internal sealed class PersistentWriter : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly string _topic;
    private readonly ProducerConfig _config;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Channel<Message<string, byte[]>> _waiting = Channel.CreateBounded<Message<string, byte[]>>(10_000);
    private IProducer<string, byte[]>? _producer;
    private long _written, _retries;

    public PersistentWriter(ClientConfig client, string topic, TimeSpan timeout, TimeProvider clock, ILogger logger)
    {
        (_topic, _clock, _logger) = (topic, clock, logger);
        _config = new ProducerConfig(client)
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 0,
            MessageTimeoutMs = (int)timeout.TotalMilliseconds,
        };
    }

    public long Written => Interlocked.Read(ref _written);

    public long Retries => Interlocked.Read(ref _retries);

    public string? LastError { get; private set; }

    public ValueTask EnqueueAsync(Message<string, byte[]> message, CancellationToken cancellationToken) =>
        _waiting.Writer.WriteAsync(message, cancellationToken);

    /// <summary>Writes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Message<string, byte[]>>();
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < 500 && _waiting.Reader.TryRead(out var message))
                batch.Add(message);
            await WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _producer?.Dispose();

    private async Task WriteAsync(List<Message<string, byte[]>> batch, CancellationToken cancellationToken)
    {
        while (batch.Count > 0)
        {
            var failed = new List<Message<string, byte[]>>();
            Error? error = null;
            try
            {
                _producer ??= new ProducerBuilder<string, byte[]>(_config).SetErrorHandler((_, e) => Trouble(e)).Build();
                var sent = batch.ConvertAll(m => _producer.ProduceAsync(_topic, m, cancellationToken));
                for (var i = 0; i < sent.Count; i++)
                {
                    try
                    {
                        await sent[i].ConfigureAwait(false);
                        Interlocked.Increment(ref _written);
                    }
                    catch (ProduceException<string, byte[]> e)
                    {
                        error = e.Error;
                        failed.Add(batch[i]);
                    }
                }
            }
            catch (KafkaException e)
            {
                error = e.Error;
                failed = batch;
            }
            if (error is null)
                return;
            _logger.NotWritten(_topic, error.Reason, Interlocked.Increment(ref _retries));
            LastError = $"{_topic}: {error.Reason}";
            batch = failed;
            Renew();
            await Task.Delay(Pause, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An idempotent producer that has lost a record may refuse all further ones; a new one has a clean sequence.</summary>
    private void Renew()
    {
        _producer?.Dispose();
        _producer = null;
    }

    private void Trouble(Error error)
    {
        LastError = error.Reason;
        _logger.KafkaTrouble(error.Reason);
    }
}
