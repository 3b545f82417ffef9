using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Reading;

/// <summary>The topic of changed limits as the recovery needs it: what cannot be read is as if it were not there.</summary>
public sealed class LimitsTopic(KafkaSettings settings, ILoggerFactory? loggers = null) : ILimitReader
{
    private readonly TopicReader _reader = new(settings, loggers);

    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    public async Task<IReadOnlyDictionary<string, LimitState>> ReadAsync(CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, LimitState>(StringComparer.Ordinal);
        foreach (
            var record in (await _reader.ReadAllAsync(Topics.Limits, readCommitted: true, cancellationToken).ConfigureAwait(false)).Records
        )
        {
            var key = Encoding.UTF8.GetString(record.Key ?? []);
            if (record.As(ContractsJson.Default.LimitState) is not { } state || LimitState.KeyOf(state.Rule, state.Owner) != key)
                continue;
            if (!states.TryGetValue(key, out var known) || state.Version > known.Version)
                states[key] = state;
        }
        return states;
    }
}
