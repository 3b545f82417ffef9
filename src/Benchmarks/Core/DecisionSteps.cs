using System.Text.Json;
using BenchmarkDotNet.Attributes;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.Core;

/// <summary>The steps of a decision, one by one. BenchmarkDotNet wants it public and open.</summary>
public class DecisionSteps
{
    private const string Account = "10000000";

    private readonly byte[] _order = SampleOrders.Make(1, accounts: 1, ordersASecond: 1)[0];
    private readonly byte[] _key = SampleStates.Key(Account);
    private readonly byte[] _state = SampleStates.Value(Account, 1);
    private readonly KillStateFold _fold = new(TimeProvider.System, _ => { });
    private readonly AuditJson _audits = new();
    private readonly OrderChecks _checks = OrderChecks.None;
    private readonly DecisionContext _context;
    private readonly Order _read;

    public DecisionSteps()
    {
        _context = new DecisionContext(_fold.View([0]), "router-1", 1_767_366_002_500);
        _read = JsonSerializer.Deserialize(_order, ContractsJson.Default.Order)!;
    }

    [Benchmark(Description = "walking the bytes of an order with Utf8JsonReader", Baseline = true)]
    public int Walk() => JsonWalk.All([_order]);

    [Benchmark(Description = "reading an order with JsonSerializer, nothing checked")]
    public Order? Deserialize() => JsonSerializer.Deserialize(_order, ContractsJson.Default.Order);

    [Benchmark(Description = "reading and checking an order in place")]
    public bool Read() => OrderParser.TryRead(_order, out _, out _);

    [Benchmark(Description = "reading and checking an order into a record of its own")]
    public bool Parse() => OrderParser.TryParse(_order, out _, out _);

    [Benchmark(Description = "deciding it, from its bytes to its audit's bytes")]
    public RoutedOrder Decide() =>
        DecisionCore.Decide(8, _order, DecisionLoop.SentInMs, new OrderSource(0, 1), _context, _checks, _audits);

    [Benchmark(Description = "writing an order with JsonSerializer, less than an audit says")]
    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(_read, ContractsJson.Default.Order);

    [Benchmark(Description = "reading a state with JsonSerializer")]
    public KillState? DeserializeState() => JsonSerializer.Deserialize(_state, ContractsJson.Default.KillState);

    [Benchmark(Description = "taking a state in that is not newer")]
    public void Fold() => _fold.Apply(0, 0, _key, _state, 0);
}
