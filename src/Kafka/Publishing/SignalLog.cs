using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Publishing;

/// <summary>Appends to <c>risk_signals.v1</c>, keyed by what the scope names. Thread-safe.</summary>
internal sealed class SignalLog(KafkaSettings settings, ILoggerFactory? loggers = null) : IDisposable
{
    private readonly RecordPublisher _publisher = new(settings, "killswitch-signals", loggers);

    /// <summary>Returns when the record is acknowledged.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">Not known to be there after 5 s. Appending the same signal again is
    /// harmless: its id is the same.</exception>
    public Task AppendAsync(RiskSignal signal, string? traceParent, CancellationToken cancellationToken) =>
        _publisher.PublishAsync(
            Topics.RiskSignals,
            signal.Scope.Value.Length > 0 ? signal.Scope.Value : signal.Scope.ToString(),
            JsonSerializer.SerializeToUtf8Bytes(signal, ContractsJson.Default.RiskSignal),
            RecordPublisher.Headers(traceParent),
            cancellationToken);

    public void Dispose() => _publisher.Dispose();
}
