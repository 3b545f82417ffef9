using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KillSwitch.Brokers;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>One Apache Kafka node of a measurement's own, in a temporary folder that goes with it.</summary>
internal sealed class BenchBroker : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("killswitch-bench-");
    private ApacheKafka _kafka = null!;
    private KafkaClients _clients = null!;

    public KafkaSettings Settings => _clients.Settings;

    public KafkaClients Clients => _clients;

    /// <summary>For whatever else the measurement keeps on disk.</summary>
    public string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <param name="home">An Apache Kafka distribution.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BrokerNotStartedException">The message says what is missing.</exception>
    public static async Task<BenchBroker> StartAsync(string home, CancellationToken cancellationToken)
    {
        var broker = new BenchBroker();
        try
        {
            var options = new ApacheKafkaOptions(home, broker.Folder("kafka"))
            {
                Properties = new Dictionary<string, string>
                {
                    // Routers that start together share the partitions out once, not one after the other.
                    ["group.initial.rebalance.delay.ms"] = "1000",
                    ["log.retention.check.interval.ms"] = "10000",
                },
            };
            broker._kafka = await ApacheKafka.StartAsync(options, loggers: null, cancellationToken);
            broker._clients = new KafkaClients(new KafkaSettings(broker._kafka.Bootstrap), loggers: null);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the topics anew, empty.</summary>
    public async Task RenewAsync(IReadOnlyList<TopicSpec> topics, int partitions, CancellationToken cancellationToken)
    {
        using (var admin = _clients.Admin("bench-admin"))
        {
            var names = topics.Select(t => t.Name).Intersect(Existing(admin)).ToList();
            if (names.Count > 0)
                await admin.DeleteTopicsAsync(names);
            while (names.Intersect(Existing(admin)).Any())
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
        await new TopicAdmin(Settings).EnsureAsync(topics, partitions, cancellationToken);
    }

    /// <summary>Changes properties of topics.</summary>
    public async Task ConfigureAsync(IEnumerable<string> topics, params (string Name, string Value)[] properties)
    {
        using var admin = _clients.Admin("bench-admin");
        await admin.IncrementalAlterConfigsAsync(
            topics.ToDictionary(
                topic => new ConfigResource { Name = topic, Type = ResourceType.Topic },
                _ =>
                    properties
                        .Select(p => new ConfigEntry
                        {
                            Name = p.Name,
                            Value = p.Value,
                            IncrementalOperation = AlterConfigOpType.Set,
                        })
                        .ToList()
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_kafka is not null)
            await _kafka.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private List<string> Existing(IAdminClient admin) =>
        [.. admin.GetMetadata(Settings.AnswerTimeout).Topics.Where(t => !t.Error.IsError).Select(t => t.Topic)];
}
