using System.Text;
using System.Text.Json;
using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Tests.Checks;

/// <summary>What a random run leaves behind when every promise is kept: a small model of routers, state and incidents. Tests spoil a copy of it.</summary>
internal sealed class SoundRun
{
    public const int Partitions = 2;
    private static readonly string[] s_accounts = ["1", "2", "3"];

    private readonly Random _random;
    private readonly List<(OrderSource Source, OrderFact Fact)>[] _pending = [[], []];
    private int _milliseconds;

    public SoundRun(int seed, DeliveryMode delivery = DeliveryMode.Transactional)
    {
        _random = new Random(seed);
        Delivery = delivery;
        Incidents = new IncidentModel(this);
        for (var i = 0; i < 40; i++)
            Next();
        // Whatever the dice said, the run has some of everything.
        Incidents.Kill(Scope.Global);
        SendAndDecide(3);
        Incidents.Restore(Scope.Global);
        Incidents.Kill(Scope.Account("1"));
        Incidents.Kill(Scope.Account("1"));
        SendAndDecide(6);
        Incidents.Restore(Scope.Account("1"));
        Incidents.Kill(Scope.Account("2"));
        Incidents.Repeat();
        SendAndDecide(6);
        Malformed();
        Decide(0);
        Decide(1);
        Sample();
        Faults.Add(new InjectedFault("router killed", "router-1", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)));
    }

    public DeliveryMode Delivery { get; }
    public IncidentModel Incidents { get; }
    public List<List<OrderFact>> Orders { get; } = [[], []];
    public List<CopyFact> Gated { get; set; } = [];
    public List<CopyFact> Rejected { get; set; } = [];
    public List<DecisionFact> Decisions { get; set; } = [];
    public List<StepFact> Steps { get; set; } = [];
    public List<Place> UnreadableAudits { get; } = [];
    public List<TopicRecord> State { get; } = [];
    public List<TopicRecord> Commands { get; } = [];
    public List<LedgerOrder> LedgerOrders { get; } = [];
    public List<LedgerCommand> LedgerCommands { get; } = [];
    public List<LedgerDecision> LedgerDecisions { get; } = [];
    public List<SeenState> Seen { get; } = [];
    public List<EndsSample> Ends { get; } = [];
    public List<InjectedFault> Faults { get; } = [];
    public List<TopicExtent> Extents { get; } = [.. Topics.All.SelectMany(t => Enumerable.Range(0, Partitions).Select(p => new TopicExtent(t.Name, p, 0, 10, 10)))];
    public List<string> Leaks { get; } = [];
    public Expected Expected { get; set; } = new(GlobalRestores: true);

    public ChaosEvidence Evidence => new()
    {
        Driver = new DriverNotes
        {
            Ledger = new LedgerContents(LedgerOrders, LedgerCommands, LedgerDecisions),
            Witness = new WitnessNotes(Seen, Ends),
            Faults = Faults,
            Delivery = Delivery,
            Expected = Expected,
        },
        Extents = Extents,
        Orders = new OrderFacts(Orders),
        Gated = Gated,
        Rejected = Rejected,
        Decisions = [.. Decisions.OrderBy(d => d.Place.Partition)],
        Steps = Steps,
        UnreadableAudits = UnreadableAudits,
        State = Contents(Topics.State, State),
        Commands = Contents(Topics.Commands, Commands),
        Executions = [.. Incidents.Executions.Select(e => new ExecutionEvidence(e.Arn, e.Status, JsonSerializer.SerializeToElement(e.Events)))],
        Store = Incidents.Store,
        Tokens = [.. Incidents.Tokens],
        Secrets = new SecretScan(100, Leaks),
    };

    /// <summary>The names of the checks that do not hold.</summary>
    public List<string> Broken => [.. ChaosChecks.All.Where(c => !c.Check(Evidence).Held).Select(c => c.GetType().Name)];

    public TimeSpan Now => TimeSpan.FromMilliseconds(_milliseconds);

    public TimeSpan Tick() => TimeSpan.FromMilliseconds(++_milliseconds);

    public long[] StateEnds() => [.. Enumerable.Range(0, Partitions).Select(p => State.Count(r => r.Partition == p) + 0L)];

    public long NextAudit(int partition) => Decisions.Count(d => d.Place.Partition == partition) + Steps.Count(s => s.Place.Partition == partition);

    public void Send(string account)
    {
        var order = new Order($"o-{_milliseconds}-{account}", 1, account, "AAPL", Side.Buy, 1, 1m, "ALGO_X");
        Append(int.Parse(account, System.Globalization.CultureInfo.InvariantCulture) % Partitions, order.OrderId, ScopesOf.Order(order));
    }

    public void Decide(int partition)
    {
        if (_pending[partition].Count == 0)
            return;
        var view = new StateTimeline(new RunTopic(Contents(Topics.State, State), []));
        var (offsets, service) = (StateEnds(), $"router-{_random.Next(1, 3)}");
        Write(partition, view, offsets, service);
        if (Delivery == DeliveryMode.Sequenced && _random.Next(4) == 0)
            Write(partition, view, offsets, "router-3");
        _pending[partition].Clear();
        Sample();
    }

    public static Fingerprint Bytes(string text) => Fingerprint.Of(Encoding.UTF8.GetBytes(text));

    private void Next()
    {
        Tick();
        switch (_random.Next(12))
        {
            case < 6: Send(s_accounts[_random.Next(3)]); break;
            case < 9: Decide(_random.Next(Partitions)); break;
            case 9: Incidents.Kill(Scope.Account(s_accounts[_random.Next(3)])); break;
            case 10: Incidents.Restore(Scope.Account(s_accounts[_random.Next(3)])); break;
            default: Malformed(); break;
        }
    }

    private void SendAndDecide(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Tick();
            Send(s_accounts[i % s_accounts.Length]);
        }
        Decide(0);
        Decide(1);
    }

    private void Malformed() => Append(_random.Next(Partitions), null, []);

    private void Append(int partition, string? orderId, Scope[] scopes)
    {
        var sent = Tick();
        var value = Bytes(orderId ?? $"no order {_milliseconds}");
        var fact = new OrderFact(Orders[partition].Count, Bytes($"key {_milliseconds}"), value, value, orderId, scopes);
        Orders[partition].Add(fact);
        LedgerOrders.Add(new LedgerOrder(partition, fact.Offset, value, sent));
        _pending[partition].Add((new OrderSource(partition, fact.Offset), fact));
    }

    private void Write(int partition, StateTimeline view, long[] offsets, string service)
    {
        foreach (var (source, fact) in _pending[partition])
        {
            var killed = fact.IsOrder && view.KilledBy(fact.Scopes, offsets) is not null;
            var decision = !fact.IsOrder ? Decision.Reject : killed ? Decision.Drop : Decision.Allow;
            Decisions.Add(new DecisionFact(
                new Place(partition, NextAudit(partition)), source, decision, killed ? KillStatus.Killed : KillStatus.Active, killed ? [fact.Scopes[0]] : [], fact.OrderId, service, offsets));
            if (decision == Decision.Allow)
                Gated.Add(new CopyFact(new Place(partition, Gated.Count(g => g.Place.Partition == partition)), source, service, fact.Key, fact.Whole));
            else if (decision == Decision.Reject)
                Rejected.Add(new CopyFact(new Place(partition, Rejected.Count(g => g.Place.Partition == partition)), source, service, Bytes("key"), fact.Value));
        }
    }

    private void Sample() =>
        Ends.Add(new EndsSample(Tick(), [.. Enumerable.Range(0, Partitions).Select(p => Gated.Count(g => g.Place.Partition == p) + 0L)], StateEnds()));

    private static TopicContents Contents(string topic, List<TopicRecord> records) => new(topic,
        [.. Enumerable.Range(0, Partitions).Select(p => new PartitionContents(p, 0, records.Count(r => r.Partition == p), [.. records.Where(r => r.Partition == p)]))]);
}
