using System.Text.Json;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Scenarios;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>A source of orders, and what became of them by the topics.</summary>
internal sealed class OrderFlow : IDisposable
{
    private readonly TopicReader _reader;
    private readonly OrderLog _log;
    private readonly OrderMaker _maker;

    public OrderFlow(KafkaSettings kafka)
    {
        _reader = new TopicReader(kafka);
        _log = new OrderLog(kafka, TimeProvider.System);
        _maker = new OrderMaker("test", TimeProvider.System.GetUtcNow());
    }

    public OrderLog Log => _log;

    /// <summary>Small orders, far below every limit; returns when the broker has them.</summary>
    public async Task<HashSet<string>> SendAsync(string account, int count)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            var order = _maker.Make(
                TimeSpan.Zero,
                account,
                NormalTraffic.Symbols[i % NormalTraffic.Symbols.Length],
                Side.Buy,
                1,
                1m,
                "MANUAL"
            );
            Assert.True(OrderParser.TryParse(order.Value, out var made, out _));
            ids.Add(made.OrderId);
            await _log.AppendAsync(order.Key, order.Value, order.TraceParent, CancellationToken.None);
        }
        await _log.FlushAsync(CancellationToken.None);
        return ids;
    }

    /// <summary>The decisions on these orders, once there is one on each.</summary>
    public Task<IReadOnlyList<DecisionAudit>> DecidedAsync(IReadOnlySet<string> orders)
    {
        var seen = 0;
        return Until.FoundAsync(
            $"{orders.Count} orders are decided",
            async () =>
            {
                var decisions = (await DecisionsAsync()).Where(d => d.OrderId is not null && orders.Contains(d.OrderId)).ToList();
                seen = decisions.Count;
                return decisions.Select(d => d.OrderId).Distinct().Count() == orders.Count ? (IReadOnlyList<DecisionAudit>)decisions : null;
            },
            () => $"{seen} decisions were there.");
    }

    /// <summary>All of these orders get this decision, once each.</summary>
    public async Task AllAreAsync(Decision decision, IReadOnlySet<string> orders)
    {
        var decisions = await DecidedAsync(orders);
        Assert.Equal(orders.Count, decisions.Count);
        Assert.Equal([decision], decisions.Select(d => d.Decision).Distinct());
    }

    /// <summary>Returns when everything in the orders topic has been decided.</summary>
    public Task AllDecidedAsync()
    {
        var seen = "";
        return Until.TrueAsync(
            "every order is decided",
            async () =>
            {
                var sent = (await _reader.ReadAllAsync(Topics.Orders, readCommitted: true, CancellationToken.None)).Records.Count();
                var decided = (await DecisionsAsync()).Select(d => (d.SourcePartition, d.SourceOffset)).Distinct().Count();
                seen = $"{decided} of {sent} are.";
                return decided == sent;
            },
            () => seen);
    }

    public async Task<IReadOnlyList<DecisionAudit>> DecisionsAsync() =>
        [
            .. (await RecordsAsync(Topics.Audit))
                .Where(r => r.Header(Headers.SourceOffset) is not null)
                .Select(r => JsonSerializer.Deserialize(r.Value, ContractsJson.Default.DecisionAudit)!),
        ];

    /// <summary>The ids of the orders that were let through, as often as they were.</summary>
    public async Task<IReadOnlyList<string>> GatedAsync() =>
        [
            .. (await RecordsAsync(Topics.GatedOrders)).Select(r =>
                JsonSerializer.Deserialize(r.Value, ContractsJson.Default.Order)!.OrderId
            ),
        ];

    /// <summary>What was published of a scope, in the order of the topic.</summary>
    public async Task<IReadOnlyList<KillState>> StatesAsync(Scope scope) =>
        [
            .. (await RecordsAsync(Topics.State))
                .Select(r => JsonSerializer.Deserialize(r.Value, ContractsJson.Default.KillState)!)
                .Where(s => s.Scope == scope),
        ];

    /// <summary>The scope's newest state, once it is this.</summary>
    public Task<KillState> StateAsync(Scope scope, KillStatus status) => Until.FoundAsync(
        $"{scope} is {status}",
        async () => (await StatesAsync(scope)) is [.., var last] && last.Status == status ? last : null);

    public void Dispose() => _log.Dispose();

    private async Task<IEnumerable<TopicRecord>> RecordsAsync(string topic) =>
        (await _reader.ReadAllAsync(topic, readCommitted: true, CancellationToken.None)).Records;
}
