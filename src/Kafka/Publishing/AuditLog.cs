using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Publishing;

/// <summary>Appends steps and acts to <c>audit.v1</c>, keyed by incident, or by correlation where there is none. Thread-safe.</summary>
public sealed class AuditLog(KafkaSettings settings, ILoggerFactory? loggers = null) : IAuditLog, IDisposable
{
    private readonly RecordPublisher _publisher = new(settings, "killswitch-audit", loggers);

    /// <exception cref="Confluent.Kafka.KafkaException">Not known to be there after 5 s. Appending again may leave the record
    /// twice.</exception>
    public Task AppendAsync(StepAudit record, CancellationToken cancellationToken) =>
        _publisher.PublishAsync(
            Topics.Audit,
            record.IncidentId ?? record.ChangeId ?? record.CorrId,
            JsonSerializer.SerializeToUtf8Bytes(record, ContractsJson.Default.StepAudit),
            RecordPublisher.Headers(Workflows.Tracing.TraceContext.Current),
            cancellationToken);

    /// <summary>Connects ahead of the first record, which then is there some 500 ms sooner. Needless, but for that; never fails.</summary>
    public Task WarmUpAsync() => _publisher.WarmUpAsync(Topics.Audit);

    public void Dispose() => _publisher.Dispose();
}
