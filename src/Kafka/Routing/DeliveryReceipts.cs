using Confluent.Kafka;
using KillSwitch.Kafka.Clients;

namespace KillSwitch.Kafka.Routing;

/// <summary>Counts acknowledgements of what one thread sends; one handler for all records.</summary>
public sealed class DeliveryReceipts
{
    private readonly object _gate = new();
    private long _expected;
    private long _received;
    private Error? _failure;

    public DeliveryReceipts() => OnReceipt = Count;

    /// <summary>To be handed to the producer with every record.</summary>
    public Action<DeliveryReport<byte[]?, byte[]?>> OnReceipt { get; }

    public void Expect() => _expected++;

    /// <exception cref="DeliveryFailedException">A record was reported failed.</exception>
    public void WaitForAll(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            while (_received < _expected && _failure is null)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Woken by the last acknowledgement; the time-out only lets a cancellation be seen.
                Monitor.Wait(_gate, 100);
            }
            if (_failure is { } failure)
                throw new DeliveryFailedException($"a record was not acknowledged: {failure.Reason}");
        }
    }

    private void Count(DeliveryReport<byte[]?, byte[]?> report)
    {
        lock (_gate)
        {
            _received++;
            if (report.Error.IsError)
                _failure ??= report.Error.Explained();
            if (_received >= _expected || _failure is not null)
                Monitor.PulseAll(_gate);
        }
    }
}
