using System.Text;
using System.Text.Json;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Reading;
using KillSwitch.Verification.Tests.Model;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Tests.Reading;

public sealed class TopicFactsTests
{
    private const string Order =
        """{"order_id":"o-1","ts":1767366002001,"account_id":"42","symbol":"AAPL","side":"BUY","qty":1,"price":1.5,"strategy":"ALGO_X"}""";

    private readonly Dictionary<string, IReadOnlyList<long>> _starts = [];
    private readonly Dictionary<(string, int), long> _next = [];
    private readonly TopicFacts _topics;

    public TopicFactsTests() => _topics = new TopicFacts(_starts);

    private RunFacts Facts => _topics.With([], EmptyStore.Contents);

    [Fact]
    public void Take_OrderAndRubbish_TellsThemApart()
    {
        var large = new string('x', OutputLimits.MostKeptBytes + 10);
        foreach (var value in new[] { Order, "rubbish", large })
            Take(Topics.Orders, 1, value);

        var orders = Facts.Orders.All.Select(o => o.Order).ToList();
        Assert.Equal([("o-1", 4), (null, 0), (null, 0)], orders.Select(o => (o.OrderId, o.Scopes.Length)));
        Assert.Contains(Scope.Account("42"), orders[0].Scopes);
        Assert.Equal(Fingerprint.Of(Encoding.UTF8.GetBytes(large[..OutputLimits.MostKeptBytes])), orders[2].Value);
        Assert.Equal(Fingerprint.Of(Encoding.UTF8.GetBytes(large)), orders[2].Whole);
    }

    [Fact]
    public void Take_OrderUnderAKeyThatIsTooLong_IsNoOrder()
    {
        Take(Topics.Orders, 0, Order, new string('k', DecisionCore.MaxKeyBytes + 1));

        Assert.False(Assert.Single(Facts.Orders.All).Order.IsOrder);
    }

    [Theory]
    [InlineData("106", null, true, null)]
    [InlineData("107", null, true, null)]
    [InlineData("111", "max_qty", true, "max_qty")]
    [InlineData("100", null, false, null)]
    public void Take_AuditOfARefusal_TellsOrdersFromBytesThatAreNone(string code, string? rule, bool isOrder, string? limit)
    {
        var refused = new DecisionAudit(9, Decision.Reject, [], KillStatus.Active, "r", "c", "router-1", 0, 7, [3, 4], "o-1",
            RefusalCode: code, Rule: rule);
        Take(Topics.Audit, 0, JsonSerializer.Serialize(refused, ContractsJson.Default.DecisionAudit));

        var decision = Assert.Single(Facts.Decisions);
        Assert.Equal((isOrder, limit), (decision.IsRefusedOrder, decision.LimitRule));
    }

    [Fact]
    public void Take_AuditOfDecisionAndStepAndRubbish_TellsThemApart()
    {
        var decision = new DecisionAudit(9, Decision.Drop, [Scope.Global], KillStatus.Killed, "r", "c", "router-1", 0, 7, [3, 4], "o-1",
            CmdId: "k", IncidentId: "i", StateVersion: 5);
        Take(Topics.Audit, 0, JsonSerializer.Serialize(decision, ContractsJson.Default.DecisionAudit));
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
        Take(Topics.Audit, 0, JsonSerializer.Serialize(step, ContractsJson.Default.StepAudit));
        Take(Topics.Audit, 0, "rubbish");

        var facts = Facts;

        var fact = Assert.Single(facts.Decisions);
        Assert.Equal((new Place(0, 0), new OrderSource(0, 7), Decision.Drop, "router-1", 9L),
            (fact.Place, fact.Source, fact.Decision, fact.Service, fact.DecidedInMs));
        Assert.Equal(new NamedKill("k", "i", 5, "r"), fact.Kill);
        Assert.Equal([3L, 4L], fact.StateOffsets);
        Assert.Equal("PublishKilled", Assert.Single(facts.Steps).Audit.Step);
        Assert.Equal([new Place(0, 2)], facts.UnreadableAudits);
    }

    [Fact]
    public void Take_CopiesWithAndWithoutSource_KeepsBoth()
    {
        Take(Topics.GatedOrders, 2, Order, "42", (Headers.SourcePartition, "2"), (Headers.SourceOffset, "5"),
            (Headers.Service, "router-2"));
        Take(Topics.GatedOrders, 2, Order);

        var copies = Facts.Gated;

        Assert.Equal([(new OrderSource(2, 5), "router-2"), (null, null)], copies.Select(c => ((OrderSource?)c.Source, c.Service)));
        Assert.Equal(Fingerprint.Of(Encoding.UTF8.GetBytes(Order)), copies[0].Value);
    }

    [Fact]
    public void Take_RecordsFromBeforeTheRun_KeepsOnlyStatesCommandsAndSteps()
    {
        foreach (var topic in Topics.All)
            _starts[topic.Name] = [1];
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
        var command = new Command("k", 1, Scope.Global, CommandAction.Kill, "r", "detector", "c");
        var state = new KillState
        {
            Scope = Scope.Global,
            Status = KillStatus.Killed,
            Version = 1,
            IncidentId = "i",
            Causes = ["k"],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = "r",
            LastCmdId = "k",
            CorrId = "c",
        };
        Take(Topics.Orders, 0, Order);
        Take(Topics.GatedOrders, 0, Order, "42", (Headers.SourcePartition, "0"), (Headers.SourceOffset, "0"));
        Take(Topics.Audit, 0, JsonSerializer.Serialize(step, ContractsJson.Default.StepAudit));
        Take(Topics.Commands, 0, JsonSerializer.Serialize(command, ContractsJson.Default.Command));
        Take(Topics.State, 0, JsonSerializer.Serialize(state, ContractsJson.Default.KillState), "GLOBAL");
        foreach (var topic in Topics.All)
            _topics.Close(topic.Name, [new PartitionContents(0, 0, 1, [])]);

        var facts = Facts;

        Assert.Equal((0, 0), (facts.Orders.Count, facts.Gated.Count));
        Assert.Equal((1, 1, 1), (facts.Steps.Count, facts.Commands.Count, facts.States.Count));
        Assert.Empty(facts.StepsOfRun);
        Assert.Empty(facts.CommandsOfRun);
        Assert.Equal([Scope.Global, Scope.Global], _topics.Scopes);
        Assert.Contains("k", _topics.CmdIds);
    }

    private void Take(string topic, int partition, string value, string key = "42", params (string Name, string Value)[] headers)
    {
        var offset = _next.GetValueOrDefault((topic, partition));
        _next[(topic, partition)] = offset + 1;
        _topics.Take(topic, new TopicRecord(
            partition, offset, 1, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value),
            [.. headers.Select(h => KeyValuePair.Create(h.Name, (byte[]?)Encoding.UTF8.GetBytes(h.Value)))]));
    }
}
