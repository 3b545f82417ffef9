using System.Globalization;
using System.Text;
using System.Text.Json;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Tests.Model;

/// <summary>
/// What a random run leaves behind when every promise is kept: a small model of routers, state and incidents. Tests spoil a copy of it.
/// What somebody outside would have noted meanwhile stands beside it.
/// </summary>
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
        Tick();
        Send("1");
        Incidents.Restore(Scope.Account("1"));
        Decide(1);
        Incidents.Kill(Scope.Account("2"));
        Incidents.Repeat();
        SendAndDecide(6);
        Malformed();
        Decide(0);
        Decide(1);
        Sample();
    }

    public DeliveryMode Delivery { get; }
    public IncidentModel Incidents { get; }
    public List<List<OrderFact>> Orders { get; } = [[], []];
    public List<CopyFact> Gated { get; set; } = [];
    public List<CopyFact> Rejected { get; set; } = [];
    public List<DecisionFact> Decisions { get; set; } = [];
    public List<StepFact> Steps { get; } = [];
    public List<Place> UnreadableAudits { get; } = [];
    public List<TopicRecord> State { get; } = [];
    public List<TopicRecord> Commands { get; } = [];
    public List<TopicExtent> Extents { get; } =
        [.. Topics.All.SelectMany(t => Enumerable.Range(0, Partitions).Select(p => new TopicExtent(t.Name, p, 0, 10, 10)))];
    /// <summary>One that alice made looser, which bob has approved.</summary>
    public List<LimitFact> Limits { get; } =
    [
        new(
            new Place(0, 0),
            1,
            new LimitState
            {
                Owner = "GLOBAL", Rule = "max_qty", Value = 9, Version = 1, ChangeId = "lc-1", AskedBy = "user:alice",
                ApprovedBy = ["user:bob"], Reason = "a test",
            },
            IsLooser: true
        ),
    ];

    /// <summary>The first record of a topic is gone.</summary>
    public void Cut(string topic)
    {
        var at = Extents.FindIndex(e => e.Topic == topic);
        Extents[at] = Extents[at] with { Low = 1 };
    }

    public HashSet<string> Disturbed { get; } = ["router-1"];

    /// <summary>Noted outside: when each order was sent.</summary>
    public List<(OrderSource Source, Fingerprint Value, TimeSpan At)> Sent { get; } = [];

    /// <summary>Noted outside: when each state could be read.</summary>
    public List<(Place Place, TimeSpan At)> Seen { get; } = [];

    /// <summary>Noted outside: where the gated and the state topic ended.</summary>
    public List<(TimeSpan At, long[] Gated, long[] State)> Ends { get; } = [];

    public RunFacts Facts => new()
    {
        Extents = Extents,
        Limits = Limits,
        Orders = new OrderFacts(Orders),
        Gated = Gated,
        Rejected = Rejected,
        Decisions = [.. Decisions.OrderBy(d => d.Place.Partition)],
        Steps = Steps,
        UnreadableAudits = UnreadableAudits,
        States = States,
        Commands = [.. Commands.Select(r => new CommandFact(new Place(r.Partition, r.Offset), r.As(ContractsJson.Default.Command)!))
            .OrderBy(c => c.Place.Partition)],
        Signals = [],
        Executions = [.. Incidents.Executions.Select(e => new ExecutionFact(e.Arn, e.Status, JsonSerializer.SerializeToElement(e.Events)))],
        Store = Incidents.Store,
    };

    public static Expectations Expected { get; } = new(Kill: true, Restore: true, Malformed: true, GlobalRestore: true, Repeats: true);

    public VerificationOptions Options => new(Expected, Delivery) { Disturbed = Disturbed };

    /// <summary>The names of the classes of promises that do not hold.</summary>
    public List<string> Broken
    {
        get
        {
            var (facts, options) = (Facts, Options);
            return [.. Verifier.All.Where(p => !p.NeedsCalm && !p.Check(facts, options).Held).Select(p => p.GetType().Name)];
        }
    }

    public TimeSpan Now => TimeSpan.FromMilliseconds(_milliseconds);

    public TimeSpan Tick() => TimeSpan.FromMilliseconds(++_milliseconds);

    public long NextAudit(int partition) =>
        Decisions.Count(d => d.Place.Partition == partition) + Steps.Count(s => s.Place.Partition == partition);

    public static Fingerprint Bytes(string text) => Fingerprint.Of(Encoding.UTF8.GetBytes(text));

    private List<StateFact> States => [.. State.Select(StateFact.Of).OrderBy(s => s.Place.Partition)];

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

    private void Send(string account)
    {
        var order = new Order($"o-{_milliseconds}-{account}", 1, account, "AAPL", Side.Buy, 1, 1m, "ALGO_X");
        Append(int.Parse(account, CultureInfo.InvariantCulture) % Partitions, order.OrderId, ScopesOf.Order(order));
    }

    private void Malformed() => Append(_random.Next(Partitions), null, []);

    private void Append(int partition, string? orderId, Scope[] scopes)
    {
        var sent = Tick();
        var value = Bytes(orderId ?? $"no order {_milliseconds}");
        var fact = new OrderFact(
            Orders[partition].Count,
            Bytes($"key {_milliseconds}"),
            value,
            value,
            orderId,
            scopes,
            (long)sent.TotalMilliseconds
        );
        Orders[partition].Add(fact);
        Sent.Add((new OrderSource(partition, fact.Offset), value, sent));
        _pending[partition].Add((new OrderSource(partition, fact.Offset), fact));
    }

    private void Decide(int partition)
    {
        if (_pending[partition].Count == 0)
            return;
        var (offsets, service) = (StateEnds(), $"router-{_random.Next(1, 3)}");
        Write(partition, offsets, service);
        if (Delivery == DeliveryMode.Sequenced && _random.Next(4) == 0)
            Write(partition, offsets, "router-3");
        _pending[partition].Clear();
        Sample();
    }

    private void Write(int partition, long[] offsets, string service)
    {
        var states = States.Where(s => s.Place.Offset < offsets[s.Place.Partition]).ToList();
        foreach (var (source, fact) in _pending[partition])
        {
            var holds = fact.IsOrder ? WhatHolds(fact, states) : null;
            var decision = !fact.IsOrder ? Decision.Reject : holds is not null ? Decision.Drop : Decision.Allow;
            Decisions.Add(new DecisionFact(
                new Place(partition, NextAudit(partition)), source, decision, holds?.Status ?? KillStatus.Active,
                holds is null ? [] : [holds.Scope],
                fact.OrderId, service, offsets, holds is null ? null : Named(holds)));
            if (decision == Decision.Allow)
                Gated.Add(new CopyFact(Next(Gated, partition), source, service, fact.Key, fact.Whole));
            else if (decision == Decision.Reject)
                Rejected.Add(new CopyFact(Next(Rejected, partition), source, service, Bytes("key"), fact.Value));
        }
    }

    private static Place Next(List<CopyFact> topic, int partition) => new(partition, topic.Count(c => c.Place.Partition == partition));

    /// <summary>
    /// The state of the widest scope that is killed, else of the widest that was restored after the order was sent; null if there is none.
    /// </summary>
    private static KillState? WhatHolds(OrderFact order, List<StateFact> states)
    {
        var newest = order.Scopes
            .Select(scope => states.Where(s => s.Scope == scope).MaxBy(s => s.State!.Version))
            .OfType<StateFact>()
            .ToList();
        var holds = newest.FirstOrDefault(s => s.State!.Status == KillStatus.Killed)
            ?? newest.FirstOrDefault(s => s.PublishedInMs >= order.SentInMs);
        return holds?.State;
    }

    private static NamedKill Named(KillState state) =>
        new(state.LastCmdId, state.IncidentId, state.Version, state.Status == KillStatus.Killed ? state.Reason : "");

    private void Sample() =>
        Ends.Add((Tick(), [.. Enumerable.Range(0, Partitions).Select(p => Gated.Count(g => g.Place.Partition == p) + 0L)], StateEnds()));

    private long[] StateEnds() => [.. Enumerable.Range(0, Partitions).Select(p => State.Count(r => r.Partition == p) + 0L)];
}
