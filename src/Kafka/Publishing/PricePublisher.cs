using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Publishing;

/// <summary>Writes <c>prices.v1</c>. Thread-safe.</summary>
public sealed class PricePublisher(KafkaSettings settings, ILoggerFactory? loggers = null) : IDisposable
{
    /// <summary>How many are on their way at once.</summary>
    private const int AtOnce = 1_000;

    private readonly RecordPublisher _publisher = new(settings, "killswitch-prices", loggers);

    /// <summary>Returns when all are acknowledged.</summary>
    /// <exception cref="KafkaException">Some are not known to be there. To publish them again does no harm.</exception>
    public async Task PublishAsync(IEnumerable<PriceState> prices, CancellationToken cancellationToken)
    {
        foreach (var some in prices.Chunk(AtOnce))
            await Task.WhenAll(some.Select(price => PublishAsync(price, cancellationToken))).ConfigureAwait(false);
    }

    public void Dispose() => _publisher.Dispose();

    private Task PublishAsync(PriceState price, CancellationToken cancellationToken)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(price, ContractsJson.Default.PriceState);
        return _publisher.PublishAsync(Topics.Prices, SymbolName.Normalised(price.Symbol), value, [], cancellationToken);
    }
}
