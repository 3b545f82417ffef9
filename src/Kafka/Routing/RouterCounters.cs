using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Kafka.Routing;

/// <summary>What a router has done, for its status. Thread-safe; one lock a batch.</summary>
internal sealed class RouterCounters(RouterOptions options)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, long> _partitions = [];
    private readonly SortedDictionary<RefusalCode, long> _refused = [];
    private long _allowed, _dropped, _rejected, _alarms;
    private bool _ready;
    private string? _lastError;
    private DeliveryMode _delivery = options.Delivery;
    private string _deliveryReason = "not chosen yet";
    private IReadOnlyList<long> _stateOffsets = [];
    private int _killedScopes;
    private LimitTable _limits = options.Limits;

    public RouterStatus Snapshot()
    {
        lock (_lock)
        {
            return new RouterStatus(
                options.Service, _ready, _delivery, _deliveryReason, _allowed, _dropped, _rejected,
                new SortedDictionary<RefusalCode, long>(_refused), _stateOffsets, _killedScopes, _alarms,
                new SortedDictionary<int, long>(_partitions), _lastError, _limits);
        }
    }

    public void Chosen(DeliveryMode delivery, string reason)
    {
        lock (_lock)
            (_delivery, _deliveryReason) = (delivery, reason);
    }

    public void StateRead(RoutingView view)
    {
        lock (_lock)
        {
            _ready = true;
            _stateOffsets = view.Kills.Offsets;
            _killedScopes = view.Kills.KilledScopes;
            _limits = view.Limits;
        }
    }

    public void StateUnreadable(string reason)
    {
        lock (_lock)
        {
            _ready = false;
            _lastError = reason;
        }
    }

    public void Failed(string reason)
    {
        lock (_lock)
            _lastError = reason;
    }

    public void Alarm(string message)
    {
        lock (_lock)
        {
            _alarms++;
            _lastError = message;
        }
    }

    public void Holds(int partition, long nextOffset)
    {
        lock (_lock)
            _partitions[partition] = nextOffset;
    }

    public void Left(int partition)
    {
        lock (_lock)
            _partitions.Remove(partition);
    }

    public void Delivered(int partition, IReadOnlyList<DecidedOrder> batch, long nextOffset)
    {
        long allowed = 0, dropped = 0, rejected = 0;
        List<RefusalCode>? refused = null;
        for (var i = 0; i < batch.Count; i++)
        {
            switch (batch[i].Routed.Decision)
            {
                case Decision.Allow: allowed++; break;
                case Decision.Drop: dropped++; break;
                default:
                    rejected++;
                    if (batch[i].Routed.Refusal is { } code)
                        (refused ??= []).Add(code);
                    break;
            }
        }
        lock (_lock)
        {
            _allowed += allowed;
            _dropped += dropped;
            _rejected += rejected;
            foreach (var code in refused ?? [])
                _refused[code] = _refused.GetValueOrDefault(code) + 1;
            _partitions[partition] = nextOffset;
        }
    }
}
