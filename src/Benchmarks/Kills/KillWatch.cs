using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>Follows commands, states and decisions, and puts together what became of each kill. Looks only into what bears a kill's tag or scope.</summary>
internal sealed class KillWatch : IAsyncDisposable
{
    private static readonly string[] Followed = [Topics.Commands, Topics.State, Topics.Audit];

    private readonly CancellationTokenSource _stop = new();
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly Dictionary<string, int> _tags = [];
    private readonly Dictionary<int, Kill> _kills = [];
    private readonly Lock _lock = new();
    private readonly Task _running;

    private KillWatch(IConsumer<byte[]?, byte[]?> consumer)
    {
        _consumer = consumer;
        _running = DedicatedThread.RunAsync(Run);
    }

    /// <summary>Begins with what is written after this.</summary>
    public static KillWatch Start(KafkaClients clients)
    {
        var consumer = clients.Reader("bench-kills", IsolationLevel.ReadCommitted);
        var partitions = Followed.SelectMany(t => Positions.Of(t, Positions.PartitionCount(consumer, clients.Settings, t))).ToArray();
        var ends = Positions.Ends(consumer, partitions, clients.Settings.AnswerTimeout);
        consumer.Assign(partitions.Select((p, i) => new TopicPartitionOffset(p, ends[i])));
        return new KillWatch(consumer);
    }

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
        _consumer.Close();
        _consumer.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            if (_consumer.Consume(100) is not { IsPartitionEOF: false, Message: { Key: { } key, Value: { } value } message } result)
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
