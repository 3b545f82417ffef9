using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>
/// Follows commands, states and decisions, and puts together what became of each kill. Looks only into what bears a kill's tag or
/// scope.
/// </summary>
internal sealed class KillWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<IConsumer<byte[]?, byte[]?>> _consumers;
    private readonly Dictionary<string, int> _tags = [];
    private readonly Dictionary<int, Kill> _kills = [];
    private readonly Lock _lock = new();
    private readonly Task _running;

    private KillWatch(IReadOnlyList<IConsumer<byte[]?, byte[]?>> consumers)
    {
        _consumers = consumers;
        _running = Task.WhenAll(consumers.Select(consumer => DedicatedThread.RunAsync(() => Run(consumer))));
    }

    /// <summary>Begins with what is written after this.</summary>
    public static KillWatch Start(KafkaClients clients) =>
        // Apart, so that a state does not stand behind thousands of audits.
        new([FromEnd(clients, Topics.Commands, Topics.State), FromEnd(clients, Topics.Audit)]);

    public void Expect(HotScope hot)
    {
        lock (_lock)
        {
            _tags[hot.Scope.ToString()] = hot.Tag;
            _kills[hot.Tag] = new Kill(hot);
        }
    }

    public Kill Of(HotScope hot)
    {
        lock (_lock)
            return _kills[hot.Tag];
    }

    /// <summary>Nothing more is expected of it.</summary>
    public Kill Take(HotScope hot)
    {
        lock (_lock)
        {
            var kill = _kills[hot.Tag];
            _kills.Remove(hot.Tag);
            _tags.Remove(hot.Scope.ToString());
            return kill;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        foreach (var consumer in _consumers)
        {
            consumer.Close();
            consumer.Dispose();
        }
        _stop.Dispose();
    }

    private static IConsumer<byte[]?, byte[]?> FromEnd(KafkaClients clients, params string[] topics)
    {
        var consumer = clients.Reader("bench-kills", IsolationLevel.ReadCommitted);
        var from = topics.SelectMany(topic =>
        {
            var partitions = Positions.Of(topic, Positions.PartitionCount(consumer, clients.Settings, topic));
            return partitions.Zip(Positions.Ends(consumer, partitions, clients.Settings.AnswerTimeout), (p, end) =>
                new TopicPartitionOffset(p, end)
            );
        });
        consumer.Assign(from.ToList());
        return consumer;
    }

    private void Run(IConsumer<byte[]?, byte[]?> consumer)
    {
        while (!_stop.IsCancellationRequested)
        {
            if (consumer.Consume(100) is not { IsPartitionEOF: false, Message: { Key: { } key, Value: { } value } message } result)
                continue;
            if (result.Topic == Topics.Audit)
                OnAudit(key, value);
            else
                OnScope(result.Topic, System.Text.Encoding.UTF8.GetString(key), value, message.Timestamp.UnixTimestampMs);
        }
    }

    private void OnAudit(byte[] key, byte[] value)
    {
        if (OrderStamp.OfId(key) is not { Tag: > 0 and var tag })
            return;
        var audit = JsonSerializer.Deserialize(value, ContractsJson.Default.DecisionAudit)!;
        Change(tag, kill => kill.Decided(audit.Decision == Decision.Allow, audit.Ts));
    }

    private void OnScope(string topic, string scope, byte[] value, long at)
    {
        int tag;
        lock (_lock)
        {
            if (!_tags.TryGetValue(scope, out tag))
                return;
        }
        if (topic == Topics.State && JsonSerializer.Deserialize(value, ContractsJson.Default.KillState)!.Status == KillStatus.Active)
            Change(tag, kill => kill with { RestoredAt = at });
        else if (topic == Topics.State)
            Change(tag, kill => kill with { PublishedAt = kill.PublishedAt ?? at });
        else
            Change(tag, kill => kill with { CommandedAt = kill.CommandedAt ?? at });
    }

    private void Change(int tag, Func<Kill, Kill> change)
    {
        lock (_lock)
        {
            if (_kills.TryGetValue(tag, out var kill))
                _kills[tag] = change(kill);
        }
    }
}
