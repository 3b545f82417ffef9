using KillSwitch.Kafka.Clients;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// The work on one orders partition for as long as this router holds it: take over, then batch after batch; on any failure take over
/// anew, as only the outputs know what is out. Runs on a thread of its own.
/// </summary>
internal sealed class PartitionLoop(
    KafkaClients clients,
    RouterOptions options,
    int partition,
    StateReader state,
    Func<int, IDelivery> deliveries,
    RouterCounters counters,
    TimeProvider time)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly List<OrderRecord> _batch = [];

    /// <summary>Ends when the work has stopped.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <param name="before">An earlier loop on the same partition: this one begins when that has ended.</param>
    public void Start(Task before) => Done = DedicatedThread.RunAsync(() =>
    {
        before.Wait();
        Run();
    });

    /// <summary>The batch at work is finished, then no further one is begun.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>The batch at work is given up; whoever takes the partition over finds what is out.</summary>
    public void Abort()
    {
        _stop.Cancel();
        _abort.Cancel();
    }

    private void Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Hold();
            }
            catch (OperationCanceledException) when (_abort.IsCancellationRequested)
            {
                break;
            }
            catch (PartitionLostException e)
            {
                Report(e.Message);
                // Within this time the group has either taken the partition away, which ends the loop, or it is still ours.
                _stop.Token.WaitHandle.WaitOne(options.SessionTimeout);
            }
            catch (Exception e)
            {
                // Whatever it was: an order is neither lost nor let through by trying again.
                Report(e.Message);
                _stop.Token.WaitHandle.WaitOne(options.RetryPause);
            }
        }
        counters.Left(partition);
        Logs.PartitionLeft(clients.Log, options.Service, partition);
    }

    private void Hold()
    {
        using var delivery = deliveries(partition);
        var router = new PartitionRouter(clients, options, partition, state, delivery, counters, time);
        router.TakeOver(_abort.Token);
        counters.Holds(partition, router.NextOffset);
        using var reader = new OrderReader(clients, options, partition);
        reader.Seek(router.NextOffset);
        var guard = new LeaseGuard(options, time);
        while (!_stop.IsCancellationRequested)
        {
            guard.RequireHeld();
            reader.Read(_batch);
            if (_batch.Count > 0)
                ProcessOnceStateIsRead(router, guard);
        }
    }

    private void ProcessOnceStateIsRead(PartitionRouter router, LeaseGuard guard)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                router.Process(_batch, guard, _abort.Token);
                return;
            }
            catch (StateUnreadableException e)
            {
                counters.StateUnreadable(e.Message);
                Logs.StateUnreadable(clients.Log, options.Service, e.Message);
                _stop.Token.WaitHandle.WaitOne(options.RetryPause);
            }
        }
    }

    private void Report(string reason)
    {
        counters.Failed($"orders partition {partition}: {reason}");
        Logs.PartitionFailed(clients.Log, options.Service, partition, reason);
    }
}
