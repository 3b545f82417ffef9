using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Reading;

/// <summary>Reads every topic of the contract once, read committed, and keeps facts.</summary>
/// <param name="kafka">The brokers.</param>
/// <param name="starts">Where the topics ended when the run began, see <see cref="EndsAsync"/>; null if they were empty.</param>
/// <param name="limits">What every order was held against; null for nothing.</param>
/// <param name="look">Shown every record of every topic, also of those of which no fact is kept.</param>
public sealed class TopicsReader(
    KafkaSettings kafka,
    IReadOnlyDictionary<string, IReadOnlyList<long>>? starts = null,
    Action<string, TopicRecord>? look = null,
    LimitsOfRun? limits = null)
{
    private readonly TopicReader _reader = new(kafka);

    /// <summary>Where each topic ends now: what is written from here on is of the run that begins now.</summary>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicMissingException">A topic of the contract is not there.</exception>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> EndsAsync(KafkaSettings kafka)
    {
        var reader = new TopicReader(kafka);
        var ends = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);
        foreach (var topic in Topics.All)
            ends[topic.Name] = await reader.EndsAsync(topic.Name).ConfigureAwait(false);
        return ends;
    }

    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicMissingException">A topic of the contract is not there.</exception>
    public async Task<TopicFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var facts = new TopicFacts(starts ?? new Dictionary<string, IReadOnlyList<long>>(), limits);
        foreach (var topic in Topics.All)
        {
            var partitions = await _reader.ScanAsync(topic.Name, readCommitted: true, record =>
            {
                look?.Invoke(topic.Name, record);
                facts.Take(topic.Name, record);
            }, cancellationToken).ConfigureAwait(false);
            facts.Close(topic.Name, partitions);
        }
        return facts;
    }
}
