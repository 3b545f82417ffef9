using System.Text.Json;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Watching;

/// <summary>Follows the routers' decisions in <c>audit.v1</c> while the run goes on. Thread-safe.</summary>
internal sealed class DecisionWatch(KafkaSettings kafka, RunClock clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, long> _decided = [];
    private long _allowed, _dropped, _rejected;

    public (long Allowed, long Dropped, long Rejected) Counts
    {
        get
        {
            lock (_lock)
                return (_allowed, _dropped, _rejected);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var record in new TopicTail(kafka).FollowAsync(Topics.Audit, TailStart.Beginning, cancellationToken))
            Take(record.Value ?? []);
    }

    /// <summary>Returns when in each of these partitions something at or after its offset has been decided.</summary>
    public async Task UntilDecidedAsync(IReadOnlyDictionary<int, long> offsets, CancellationToken cancellationToken)
    {
        while (Behind(offsets) > 0)
            await Task.Delay(Poll, clock.Time, cancellationToken);
    }

    /// <summary>How many of these partitions have not got there.</summary>
    public int Behind(IReadOnlyDictionary<int, long> offsets)
    {
        lock (_lock)
            return offsets.Count(o => _decided.GetValueOrDefault(o.Key, -1) < o.Value);
    }

    private void Take(byte[] value)
    {
        var json = new Utf8JsonReader(value);
        string? decision = null;
        var (partition, offset) = (-1, -1L);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                continue;
            if (json.ValueTextEquals("decision") && json.Read())
                decision = json.GetString();
            else if (json.ValueTextEquals("source_partition") && json.Read())
                partition = json.GetInt32();
            else if (json.ValueTextEquals("source_offset") && json.Read())
                offset = json.GetInt64();
        }
        // Steps of the workflow stand in the same topic.
        if (decision is null || partition < 0)
            return;
        lock (_lock)
        {
            _decided[partition] = Math.Max(offset, _decided.GetValueOrDefault(partition, -1));
            switch (decision)
            {
                case "ALLOW": _allowed++; break;
                case "DROP": _dropped++; break;
                default: _rejected++; break;
            }
        }
    }
}
