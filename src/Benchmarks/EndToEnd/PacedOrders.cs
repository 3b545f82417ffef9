using System.Diagnostics;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// A source of orders at an even pace, on a thread of its own. An order that could not be sent when it was due carries the time it
/// was due at.
/// </summary>
internal sealed class PacedOrders : IAsyncDisposable
{
    private const int GrainInMs = 1;

    /// <summary>Every so many orders one belongs to the hot scope, while there is one.</summary>
    private const int HotEvery = 5;

    private readonly KafkaClients _clients;
    private readonly OrderBytes _orders;
    private readonly Func<long, bool> _mayGo;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _sent;
    private HotScope? _hot;

    private PacedOrders(KafkaClients clients, Pace pace, int accounts, Func<long, bool> mayGo)
    {
        _clients = clients;
        _orders = new OrderBytes(accounts);
        _mayGo = mayGo;
        _running = DedicatedThread.RunAsync(() => Run(pace));
    }

    /// <summary>Records handed to the client so far. Thread-safe.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>What every fifth order belongs to; null for none. Thread-safe.</summary>
    public HotScope? Hot
    {
        get => Volatile.Read(ref _hot);
        set => Volatile.Write(ref _hot, value);
    }

    /// <param name="clients">Where to.</param>
    /// <param name="pace">How many.</param>
    /// <param name="accounts">How many accounts take turns.</param>
    public static PacedOrders Start(KafkaClients clients, Pace pace, int accounts) => new(clients, pace, accounts, _ => true);

    /// <summary>As many as are worked off: holds back while <paramref name="isRoom"/> says so of the number sent.</summary>
    public static PacedOrders StartWithin(KafkaClients clients, int accounts, Func<long, bool> isRoom) =>
        new(clients, new Pace(1_000_000), accounts, isRoom);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private void Run(Pace pace)
    {
        using var producer = _clients.Producer("bench-orders", deliveryTimeout: null, config =>
        {
            config.LingerMs = GrainInMs;
            config.EnableDeliveryReports = false;
        });
        var began = Stopwatch.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            var due = pace.DueAfter(Stopwatch.GetElapsedTime(began));
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            while (_sent < due && _mayGo(_sent) && !_stop.IsCancellationRequested)
                Send(producer, began + (long)(pace.DueAt(_sent).TotalSeconds * Stopwatch.Frequency), now);
            _stop.Token.WaitHandle.WaitOne(GrainInMs);
        }
        producer.Flush(_clients.Settings.AnswerTimeout);
    }

    private void Send(IProducer<byte[]?, byte[]?> producer, long dueAt, long nowInMs)
    {
        var hot = _sent % HotEvery == 0 ? Hot : null;
        try
        {
            producer.Produce(Topics.Orders, _orders.Make(new OrderStamp(dueAt, hot?.Tag ?? 0), nowInMs, hot));
            Interlocked.Increment(ref _sent);
        }
        catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_QueueFull)
        {
            producer.Flush(TimeSpan.FromMilliseconds(GrainInMs));
        }
    }
}
