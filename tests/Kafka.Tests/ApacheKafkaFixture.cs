using System.Text;
using Confluent.Kafka.Admin;
using KillSwitch.Brokers;
using KillSwitch.Kafka.Admin;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests;

/// <summary>One Apache Kafka for all tests that need it. Each test makes the topics anew, so they run one after the other.</summary>
public class ApacheKafkaFixture : IAsyncLifetime
{
    private readonly string? _home;
    private readonly string _data = Path.Combine(Path.GetTempPath(), "killswitch-tests-" + Guid.NewGuid().ToString("N"));
    private ApacheKafka? _kafka;

    public ApacheKafkaFixture() : this(ApacheKafkaFactAttribute.Home) { }

    /// <param name="home">The distribution; nothing is started where it is null or empty.</param>
    protected ApacheKafkaFixture(string? home) => _home = home;

    public KafkaSettings Settings => new(_kafka!.Bootstrap);

    public async Task InitializeAsync()
    {
        if (_home is not { Length: > 0 } home)
            return;
        _kafka = await ApacheKafka.StartAsync(
            new ApacheKafkaOptions(home, _data) { Properties = new Dictionary<string, string> { ["log.cleaner.backoff.ms"] = "300" } },
            loggers: null,
            CancellationToken.None);
    }

    /// <summary>The contract's topics, empty.</summary>
    public async Task<KafkaSettings> WithEmptyTopicsAsync()
    {
        using var admin = new Kafka.Clients.KafkaClients(Settings, null).Admin("test-admin");
        var existing = admin
            .GetMetadata(TimeSpan.FromSeconds(10))
            .Topics.Select(t => t.Topic)
            .Intersect(Topics.All.Select(t => t.Name))
            .ToList();
        if (existing.Count > 0)
            await admin.DeleteTopicsAsync(existing);
        using var deadline = new CancellationTokenSource(Flow.Deadline);
        while (admin.GetMetadata(TimeSpan.FromSeconds(10)).Topics.Any(t => existing.Contains(t.Topic)))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
        await new TopicAdmin(Settings).EnsureAsync(Topics.All, 3, CancellationToken.None);
        return Settings;
    }

    public async Task ConfigureAsync(string topic, params (string Name, string Value)[] properties)
    {
        using var admin = new Kafka.Clients.KafkaClients(Settings, null).Admin("test-admin");
        await admin.IncrementalAlterConfigsAsync(
            new Dictionary<ConfigResource, List<ConfigEntry>>
            {
                [new() { Name = topic, Type = ResourceType.Topic }] =
                [
                    .. properties.Select(p => new ConfigEntry
                    {
                        Name = p.Name,
                        Value = p.Value,
                        IncrementalOperation = AlterConfigOpType.Set,
                    }),
                ],
            }
        );
    }

    /// <summary>Lets Kafka compact a topic within a second or so; the last segment is never compacted, so it has to be rolled.</summary>
    public Task CompactSoonAsync(string topic) => ConfigureAsync(topic, ("segment.ms", "100"), ("min.cleanable.dirty.ratio", "0.01"));

    /// <summary>
    /// Waits until most of a scope's published states are gone. Every further record rolls the segment; they are of another scope.
    /// </summary>
    internal async Task UntilCompactedAsync(Flow flow, Scope scope, int published)
    {
        using var deadline = new CancellationTokenSource(Flow.Deadline);
        var key = Encoding.UTF8.GetBytes(scope.ToString());
        while ((await flow.ReadAsync(Topics.State)).Records.Count(r => r.Key.AsSpan().SequenceEqual(key)) > published / 10)
        {
            // The same partition must roll, so the filler's scopes are many.
            for (var i = 0; i < 12; i++)
                await flow.PublishAsync(Scope.Account($"filler-{i}"), KillStatus.Active);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, deadline.Token);
        }
    }

    public async Task DisposeAsync()
    {
        if (_kafka is not null)
            await _kafka.DisposeAsync();
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }
}
