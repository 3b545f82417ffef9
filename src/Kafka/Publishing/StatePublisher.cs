using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Publishing;

/// <summary>
/// Writes <c>killswitch.state.v1</c>. Gives up after 5 s without an acknowledgement; publishing the same version again is
/// harmless, as is a record that lands after it was reported failed: readers ignore what is not newer. Thread-safe.
/// </summary>
public sealed class StatePublisher(KafkaSettings settings, ILoggerFactory? loggers = null) : IStatePublisher, IDisposable
{
    private readonly RecordPublisher _publisher = new(settings, "killswitch-state", loggers);

    public async Task<PublishedAt> PublishAsync(KillState state, string? traceParent, CancellationToken cancellationToken)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState);
        try
        {
            return await _publisher
                .PublishAsync(Topics.State, state.Scope.ToString(), value, RecordPublisher.Headers(traceParent), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw new StateNotPublishedException(
                $"The state of {state.Scope} (version {state.Version}) is not known to have reached Kafka at {settings.Bootstrap}: {e.Error.Reason}",
                e
            );
        }
    }

    /// <summary>Connects ahead of the first state, which then is there some 500 ms sooner. Needless, but for that; never fails.</summary>
    public Task WarmUpAsync() => _publisher.WarmUpAsync(Topics.State);

    public void Dispose() => _publisher.Dispose();
}
