using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Publishing;

/// <summary>
/// Writes <c>limits.v1</c>. Gives up after 5 s without an acknowledgement; publishing the same version again is harmless, as is a record
/// that lands after it was reported failed: readers ignore what is not newer. Thread-safe.
/// </summary>
public sealed class LimitPublisher(KafkaSettings settings, ILoggerFactory? loggers = null) : ILimitPublisher, IDisposable
{
    private readonly RecordPublisher _publisher = new(settings, "killswitch-limits", loggers);

    public async Task<PublishedAt> PublishAsync(LimitState state, string? traceParent, CancellationToken cancellationToken)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.LimitState);
        var key = LimitState.KeyOf(state.Rule, state.Owner);
        try
        {
            return await _publisher
                .PublishAsync(Topics.Limits, key, value, RecordPublisher.Headers(traceParent), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw new LimitNotPublishedException(
                $"The limit {key} (version {state.Version}) is not known to have reached Kafka at {settings.Bootstrap}: {e.Error.Reason}",
                e
            );
        }
    }

    public void Dispose() => _publisher.Dispose();
}
