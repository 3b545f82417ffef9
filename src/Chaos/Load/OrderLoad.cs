using Confluent.Kafka;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Load;

/// <summary>
/// Sends orders at a steady rate, whatever happens to the brokers, and notes in the ledger what they acknowledged. Thread-safe.
/// </summary>
internal sealed class OrderLoad : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <summary>A driver that stood still does not send all of it at once.</summary>
    private static readonly TimeSpan MostAtOnce = TimeSpan.FromSeconds(1);

    private readonly KafkaClients _clients;
    private readonly Ledger _ledger;
    private readonly RunClock _clock;
    private readonly OrderStream _stream;
    private readonly int _perSecond;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, long> _acknowledged = [];
    private IProducer<byte[]?, byte[]?> _producer;
    private long _sent;
    private long _count;

    public OrderLoad(KafkaSettings kafka, OrderStream stream, int perSecond, Ledger ledger, RunClock clock)
    {
        _clients = new KafkaClients(kafka, null);
        _stream = stream;
        _perSecond = perSecond;
        _ledger = ledger;
        _clock = clock;
        _producer = Producer();
    }

    /// <summary>What whoever sends orders writes for a time; Unix ms as a rule.</summary>
    public Func<DateTimeOffset, long> Dated { get; set; } = Right;

    public static long Right(DateTimeOffset now) => now.ToUnixTimeMilliseconds();

    /// <summary>The last acknowledged offset of each partition.</summary>
    public IReadOnlyDictionary<int, long> Acknowledged
    {
        get
        {
            lock (_lock)
                return new Dictionary<int, long>(_acknowledged);
        }
    }

    /// <summary>Records that were acknowledged.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Records handed over.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Sends until cancelled, which is no error.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = _clock.Now;
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Tick, _clock.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var now = _clock.Now;
            due = now - due > MostAtOnce ? now - MostAtOnce : due;
            for (; due <= now; due += TimeSpan.FromSeconds(1) / _perSecond)
                SendNext();
        }
    }

    /// <summary>Sends orders of one account, all at once.</summary>
    public void Burst(string account, int orders)
    {
        for (var i = 0; i < orders; i++)
        {
            lock (_lock)
            {
                var (key, value) = _stream.Mad(account, Dated(_clock.Time.GetUtcNow()));
                SendNeedsLock(key, value);
            }
        }
    }

    /// <summary>Returns when all that was sent is acknowledged.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => DedicatedThread.RunAsync(() => _producer.Flush(cancellationToken));

    public void Dispose() => _producer.Dispose();

    private void SendNext()
    {
        lock (_lock)
        {
            var (key, value) = _stream.Next(Dated(_clock.Time.GetUtcNow()));
            SendNeedsLock(key, value);
        }
    }

    private void SendNeedsLock(byte[]? key, byte[] value)
    {
        var sent = _clock.Now;
        try
        {
            _producer.Produce(Topics.Orders, new Message<byte[]?, byte[]?> { Key = key, Value = value }, report =>
                Delivered(report, value, sent)
            );
            Interlocked.Increment(ref _sent);
        }
        catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_QueueFull)
        {
            // A source whose queue is full while the brokers are away has nowhere to put its orders. They are not in the ledger.
        }
        catch (KafkaException e) when (e.Error.IsFatal)
        {
            // The brokers have forgotten this producer; what it had not acknowledged is not in the ledger.
            var forgotten = _producer;
            _producer = Producer();
            _ = DedicatedThread.RunAsync(forgotten.Dispose);
        }
    }

    private void Delivered(DeliveryReport<byte[]?, byte[]?> report, byte[] value, TimeSpan sent)
    {
        // A repeat that the broker has already is acknowledged without saying where it stands: nothing could be held against it.
        if (report.Error.IsError || report.Offset.IsSpecial)
            return;
        _ledger.Add(new LedgerOrder(report.Partition.Value, report.Offset.Value, Fingerprint.Of(value), sent, _clock.Now));
        Interlocked.Increment(ref _count);
        lock (_lock)
            _acknowledged[report.Partition.Value] = Math.Max(
                report.Offset.Value,
                _acknowledged.GetValueOrDefault(report.Partition.Value, -1)
            );
    }

    private IProducer<byte[]?, byte[]?> Producer() =>
        _clients.Producer("chaos-orders", deliveryTimeout: null, config => config.LingerMs = 5);
}
