using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

using Decision = KillSwitch.Workflows.Contracts.Decision;
using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Chaos.Tests.Evidence;

public sealed class TopicsCollectorTests : IDisposable
{
    private const string Order = """{"order_id":"o-1","ts":1,"account_id":"42","symbol":"AAPL","side":"BUY","qty":1,"price":1.5,"strategy":"ALGO_X"}""";

    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
    private readonly IProducer<byte[], byte[]?> _producer;
    private readonly SecretScanner _secrets = new([]);

    public TopicsCollectorTests() => _producer = new ProducerBuilder<byte[], byte[]?>(new ProducerConfig { BootstrapServers = _broker.Bootstrap }).Build();

    public void Dispose()
    {
        _producer.Dispose();
        _broker.Dispose();
    }

    [Fact]
    public async Task ReadOrdersAsync_OrderAndRubbish_TellsThemApart()
    {
        await WriteAsync(Topics.Orders, 1, Order);
        await WriteAsync(Topics.Orders, 1, "rubbish");
        await WriteAsync(Topics.Orders, 1, new string('x', OutputRecords.MostKeptBytes + 10));
        var collector = new TopicsCollector(_broker.Settings, _secrets);

        await collector.ReadOrdersAsync(CancellationToken.None);

        Assert.Equal([("o-1", 4), (null, 0), (null, 0)], collector.Orders[1].Select(o => (o.OrderId, o.Scopes.Length)));
        Assert.Contains(Scope.Account("42"), collector.Orders[1][0].Scopes);
        Assert.Equal(Fingerprint.Of(Encoding.UTF8.GetBytes(new string('x', OutputRecords.MostKeptBytes))), collector.Orders[1][2].Value);
        Assert.NotEqual(collector.Orders[1][2].Whole, collector.Orders[1][2].Value);
        Assert.Equal(new TopicExtent(Topics.Orders, 1, 0, 3, 3), collector.Extents.Single(e => e.Partition == 1));
    }

    [Fact]
    public async Task ReadAuditAsync_DecisionStepAndRubbish_TellsThemApart()
    {
        var decision = new DecisionAudit(1, Decision.Allow, [], KillStatus.Active, "r", "c", "router-1", 0, 7, [3, 4], "o-1");
        await WriteAsync(Topics.Audit, 0, JsonSerializer.Serialize(decision, ContractsJson.Default.DecisionAudit), (Names.SourcePartition, "0"), (Names.SourceOffset, "7"));
        var step = new StepAudit
        {
            Ts = 1,
            Step = "PublishKilled",
            Outcome = StepAudit.Ok,
            Actor = "detector",
            Attempt = 1,
            Detail = "d",
            CorrId = "c",
            Service = "incident-workflow",
        };
        await WriteAsync(Topics.Audit, 0, JsonSerializer.Serialize(step, ContractsJson.Default.StepAudit));
        await WriteAsync(Topics.Audit, 0, "rubbish");
        var collector = new TopicsCollector(_broker.Settings, _secrets);

        await collector.ReadAuditAsync(CancellationToken.None);

        var fact = Assert.Single(collector.Decisions);
        Assert.Equal((new Place(0, 0), new OrderSource(0, 7), Decision.Allow, "router-1"), (fact.Place, fact.Source, fact.Decision, fact.Service));
        Assert.Equal([3L, 4L], fact.StateOffsets);
        Assert.Equal("PublishKilled", Assert.Single(collector.Steps).Audit.Step);
        Assert.Equal([new Place(0, 2)], collector.UnreadableAudits);
    }

    [Fact]
    public async Task ReadCopiesAsync_WithAndWithoutSource_KeepsBoth()
    {
        await WriteAsync(Topics.GatedOrders, 2, Order, (Names.SourcePartition, "2"), (Names.SourceOffset, "5"), (Names.Service, "router-2"));
        await WriteAsync(Topics.GatedOrders, 2, Order);

        var copies = await new TopicsCollector(_broker.Settings, _secrets).ReadCopiesAsync(Topics.GatedOrders, CancellationToken.None);

        Assert.Equal([(new OrderSource(2, 5), "router-2"), (null, null)], copies.Select(c => ((OrderSource?)c.Source, c.Service)));
        Assert.Equal(Fingerprint.Of(Encoding.UTF8.GetBytes(Order)), copies[0].Value);
    }

    [Fact]
    public async Task PassOverAsync_TokenInAHeader_IsFound()
    {
        await WriteAsync(Topics.RiskSignals, 0, "{}", ("note", StepFunctions.Runtime.TaskToken.New()));

        await new TopicsCollector(_broker.Settings, _secrets).PassOverAsync(Topics.RiskSignals, CancellationToken.None);

        Assert.Equal([$"{Topics.RiskSignals} 0:0, header note, holds a task token."], _secrets.Result.Found);
    }

    private async Task WriteAsync(string topic, int partition, string value, params (string Name, string Value)[] headers)
    {
        var message = new Message<byte[], byte[]?> { Key = "42"u8.ToArray(), Value = Encoding.UTF8.GetBytes(value), Headers = [] };
        foreach (var (name, text) in headers)
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        await _producer.ProduceAsync(new TopicPartition(topic, partition), message);
    }
}
