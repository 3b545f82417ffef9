using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// Enforces the kill state on every order: reads <c>orders.v1</c>, passes on to <c>orders.gated.v1</c> what no kill matches, and
/// audits every
/// decision. Any number of routers share the partitions out; each reads the whole kill state itself.
/// </summary>
/// <remarks>
/// Fails closed: until the whole state has been read, and whenever it cannot be read, no order is let through. docs/decisions/delivery.md
/// says what each delivery promises.
/// </remarks>
public sealed class Router
{
    /// <summary>How often the state is read while no order asks for it, so that the status stays true.</summary>
    private static readonly TimeSpan StateWatch = TimeSpan.FromSeconds(1);

    private readonly KafkaClients _clients;
    private readonly KafkaSettings _settings;
    private readonly ILoggerFactory? _loggers;
    private readonly RouterOptions _options;
    private readonly TimeProvider _time;
    private readonly RouterCounters _counters;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, PartitionLoop> _loops = [];

    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public Router(KafkaSettings settings, RouterOptions options, TimeProvider time, ILoggerFactory? loggers = null)
    {
        _options = options.Validated();
        _clients = new KafkaClients(settings, loggers);
        _settings = settings;
        _loggers = loggers;
        _time = time;
        _counters = new RouterCounters(_options);
    }

    /// <summary>Thread-safe, cheap.</summary>
    public RouterStatus Status => _counters.Snapshot();

    /// <summary>Puts something between the router and its delivery; tests stop a router there.</summary>
    internal Func<int, IDelivery, IDelivery> Around { get; init; } = (_, delivery) => delivery;

    /// <summary>Runs until cancelled, then finishes the batches at work and leaves the group.</summary>
    /// <exception cref="KafkaUnreachableException">No broker answers at the start. Later interruptions are waited out.</exception>
    /// <exception cref="TopicMissingException">A topic is missing.</exception>
    /// <exception cref="TopicsMismatchException">The topics differ in partitions, or are not kept as they must be.</exception>
    /// <exception cref="DeliveryNotSupportedException">The broker cannot do the delivery that was asked for.</exception>
    /// <exception cref="DeliveryFailedException">The broker did not say in time whether it can.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DeliveryChoice choice;
        try
        {
            await RequireTopicsAsync(cancellationToken).ConfigureAwait(false);
            choice = await DedicatedThread.RunAsync(() => DeliveryChoice.Make(_clients, _options, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        _counters.Chosen(choice.Mode, choice.Reason);
        Logs.DeliveryChosen(_clients.Log, _options.Service, choice.Mode.ToString(), choice.Reason);

        using var state = new StateReader(_clients, _options.Limits, _time, alarm =>
        {
            _counters.Alarm(alarm.Message);
            Logs.StateAlarm(_clients.Log, _options.Service, alarm.Message);
        });
        await DedicatedThread.RunAsync(() => ReadStateFirst(state, cancellationToken)).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
            return;
        var membership = new Membership(_clients, _options, gained => Begin(gained, state, choice.Mode), End, reason =>
        {
            _counters.Failed(reason);
            Logs.MembershipFailed(_clients.Log, _options.Service, reason);
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = DedicatedThread.RunAsync(() => WatchState(state, stop.Token));
        try
        {
            await DedicatedThread.RunAsync(() => membership.Run(cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await DedicatedThread.RunAsync(() => End([.. Held()])).ConfigureAwait(false);
            await Task.WhenAll([watch, .. Loops().Select(l => l.Done)]).ConfigureAwait(false);
        }
    }

    private async Task RequireTopicsAsync(CancellationToken cancellationToken)
    {
        using var admin = _clients.Admin($"{_options.Service}-admin");
        var topics = new TopicAdmin(_settings, _loggers);
        var partitions = await DedicatedThread.RunAsync(() => topics.PartitionCounts(admin)).ConfigureAwait(false);
        foreach (
            var topic in (string[])
                [
                    Topics.Orders, Topics.State, Topics.Limits, Topics.Prices, Topics.GatedOrders, Topics.RejectedOrders, Topics.Audit,
                    Topics.RouterProgress,
                ]
        )
        {
            if (!partitions.ContainsKey(topic))
                throw new TopicMissingException(topic, _settings);
        }
        TopicAdmin.RequireSamePartitions(partitions);
        TopicSpec[] decisive = [.. Topics.All.Where(t => t.Name is Topics.Orders or Topics.State or Topics.Limits)];
        await new TopicKeeping(_clients).RequireAsync(admin, decisive, cancellationToken).ConfigureAwait(false);
    }

    private void ReadStateFirst(StateReader state, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (TryReadState(state, cancellationToken))
            {
                var status = _counters.Snapshot();
                Logs.StateRead(_clients.Log, _options.Service, string.Join(',', status.StateOffsets), status.KilledScopes);
                return;
            }
            cancellationToken.WaitHandle.WaitOne(_options.RetryPause);
        }
    }

    private void WatchState(StateReader state, CancellationToken cancellationToken)
    {
        while (!cancellationToken.WaitHandle.WaitOne(StateWatch))
            TryReadState(state, cancellationToken);
    }

    private bool TryReadState(StateReader state, CancellationToken cancellationToken)
    {
        try
        {
            _counters.StateRead(state.CatchUp(cancellationToken));
            return true;
        }
        catch (StateUnreadableException e)
        {
            _counters.StateUnreadable(e.Message);
            Logs.StateUnreadable(_clients.Log, _options.Service, e.Message);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Begin(IEnumerable<int> partitions, StateReader state, DeliveryMode mode)
    {
        lock (_lock)
        {
            foreach (var partition in partitions)
            {
                var before = _loops.TryGetValue(partition, out var old) ? old.Done : Task.CompletedTask;
                var loop = new PartitionLoop(
                    _clients,
                    _options with
                    {
                        Delivery = mode,
                    },
                    partition,
                    state,
                    p => Around(p, IDelivery.Open(_clients, mode, _options, p, _time)),
                    _counters,
                    _time
                );
                _loops[partition] = loop;
                loop.Start(before);
            }
        }
    }

    /// <summary>
    /// Lets the batches at work be finished, for a while, then gives them up. Returns when the work has stopped, or nearly so.
    /// </summary>
    private void End(IReadOnlyList<int> partitions)
    {
        PartitionLoop[] loops;
        lock (_lock)
            loops = [.. partitions.Where(_loops.ContainsKey).Select(p => _loops[p])];
        foreach (var loop in loops)
            loop.Stop();
        var all = Task.WhenAll(loops.Select(l => l.Done));
        if (((IAsyncResult)all).AsyncWaitHandle.WaitOne(_options.StopTimeout))
            return;
        foreach (var loop in loops)
            loop.Abort();
        ((IAsyncResult)all).AsyncWaitHandle.WaitOne(_options.StopTimeout);
    }

    private IEnumerable<int> Held()
    {
        lock (_lock)
            return [.. _loops.Keys];
    }

    private IEnumerable<PartitionLoop> Loops()
    {
        lock (_lock)
            return [.. _loops.Values];
    }
}
