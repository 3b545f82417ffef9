using System.Collections.Concurrent;
using System.Diagnostics;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Benchmarks.Spark;

/// <summary>Reads the commands' topic from its end on, and knows when each scope's latest kill came.</summary>
internal sealed class CommandWatch : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Scope, (int Count, long At)> _kills = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private CommandWatch(Func<IConsumer<byte[], byte[]>> open, IReadOnlyList<TopicPartitionOffset> from) =>
        _running = DedicatedThread.RunAsync(() => Run(open, from));

    public static async Task<CommandWatch> StartAsync(KafkaClients clients)
    {
        var ends = await new TopicReader(clients.Settings).EndsAsync(Topics.Commands);
        var from = ends.Select((end, partition) => new TopicPartitionOffset(Topics.Commands, partition, end)).ToList();
        return new CommandWatch(
            () =>
                new ConsumerBuilder<byte[], byte[]>(
                    new ConsumerConfig
                    {
                        BootstrapServers = clients.Settings.Bootstrap,
                        GroupId = "bench-commands",
                        EnableAutoCommit = false,
                        FetchWaitMaxMs = 10,
                    }
                ).Build(),
            from
        );
    }

    /// <summary>How many kills of the scope have come, and when the latest did (<see cref="Stopwatch.GetTimestamp"/>).</summary>
    public (int Count, long At) Of(Scope scope) => _kills.GetValueOrDefault(scope);

    public int Scopes => _kills.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private void Run(Func<IConsumer<byte[], byte[]>> open, IReadOnlyList<TopicPartitionOffset> from)
    {
        using var consumer = open();
        consumer.Assign(from);
        while (!_stop.IsCancellationRequested)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(20)) is not { } result)
                continue;
            var at = Stopwatch.GetTimestamp();
            if (System.Text.Json.JsonSerializer.Deserialize(result.Message.Value, ContractsJson.Default.Command) is { } command)
                _kills.AddOrUpdate(command.Scope, (1, at), (_, before) => (before.Count + 1, at));
        }
        consumer.Close();
    }
}
