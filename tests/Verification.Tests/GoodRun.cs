using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Promises;
using KillSwitch.Verification.Reading;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Verification;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Tests;

/// <summary>
/// What a small run leaves behind when every promise is kept: account 12345 breaches, is killed, alice asks, cannot
/// approve herself, bob approves. Tests doctor a copy of it.
/// </summary>
internal sealed class GoodRun
{
    public const string Arn = "arn:aws:states:us-east-1:000000000000:execution:kill-incident:" + Execution;
    public const long T0 = 1_735_828_200_000;
    private const string Execution = "kill-ACCOUNT-12345-1";
    private const string UnkillId = "unkill-1";
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string OtherSpan = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    private static readonly Scope Mad = Scope.Account("12345");
    public const string NoId = "";
    public static readonly string SignalId = DetectionIds.Signal(Mad, RuleNames.Notional, T0);
    public static readonly string CmdId = DetectionIds.Command(Mad, RuleNames.Notional, T0);
    public static readonly string IncidentId = IncidentNames.IncidentId(Mad, CmdId);

    public Dictionary<string, List<TopicRecord>> Topics { get; } =
        Workflows.Contracts.Topics.All.ToDictionary(t => t.Name, _ => new List<TopicRecord>());
    public Dictionary<string, long> Lows { get; } = [];
    public Dictionary<string, IReadOnlyList<long>> Starts { get; } = [];
    public JsonArray Events { get; } = [];
    public List<Incident> Incidents { get; } = [];
    public Dictionary<string, HandledCommand> Handled { get; } = new(StringComparer.Ordinal);
    public string Status { get; set; } = "SUCCEEDED";
    public Expectations Expected { get; set; } = new(Kill: true, DetectedKill: true, Restore: true, SelfApproval: true, Malformed: true);

    public DeliveryMode Delivery { get; set; } = DeliveryMode.Transactional;
    public ReplayExpectations? Replay { get; set; }

    public TimeSpan? CommandWithin { get; set; }

    public LimitsOfRun Limits { get; set; } = LimitsOfRun.None;

    public VerificationOptions Options =>
        new(Expected, Delivery) { Replay = Replay, CommandWithin = CommandWithin, Limited = !Limits.Limits.IsEmpty };

    public GoodRun()
    {
        Order("o0", "777", 0);
        Order("o1", "12345", 100, Trace);
        Order("o2", "12345", 300);
        Add(Workflows.Contracts.Topics.Orders, 0, T0 + 350, "777", "not an order"u8.ToArray());
        Order("o4", "777", 400);
        Order("o5", "12345", 900);

        Json(Workflows.Contracts.Topics.RiskSignals, T0 + 110, "12345", new RiskSignal(
            DetectionIds.Signal(Mad, RuleNames.Notional, T0), T0 + 100, Mad, RuleNames.Notional, 2_000_000m, 1_000_000m, T0, T0 + 60_000,
            "o1",
            DetectionIds.Correlation(Mad, RuleNames.Notional, T0)), ContractsJson.Default.RiskSignal, OtherSpan);
        Json(Workflows.Contracts.Topics.Commands, T0 + 120, Mad.ToString(), new Command(
            CmdId, T0 + 100, Mad, CommandAction.Kill, "too much", "detector", DetectionIds.Correlation(Mad, RuleNames.Notional, T0),
            "notional", "2000000"),
            ContractsJson.Default.Command, OtherSpan);
        Json(Workflows.Contracts.Topics.Commands, T0 + 450, Mad.ToString(), new Command(
            UnkillId, T0 + 450, Mad, CommandAction.Unkill, "calm again", "user:alice", "c"), ContractsJson.Default.Command);
        Handled[CmdId] = new HandledCommand
        {
            CmdId = CmdId,
            Scope = Mad,
            Action = CommandAction.Kill,
            Reason = "too much",
            Outcome = CommandOutcome.Opened,
            IncidentId = IncidentId,
            HandledTs = T0 + 130,
        };
        Handled[UnkillId] = new HandledCommand
        {
            CmdId = UnkillId,
            Scope = Mad,
            Action = CommandAction.Unkill,
            Reason = "calm again",
            Outcome = CommandOutcome.Requested,
            IncidentId = IncidentId,
            HandledTs = T0 + 460,
        };
        State(KillStatus.Killed, T0 + 200, 200);
        State(KillStatus.Active, T0 + 800, 800);

        Decide(0, Decision.Allow, "o0", "777", 10, [0]);
        Decide(1, Decision.Allow, "o1", "12345", 110, [0]);
        Decide(2, Decision.Drop, "o2", "12345", 310, [1]);
        Decide(3, Decision.Reject, null, null, 360, [1]);
        Decide(4, Decision.Allow, "o4", "777", 410, [1]);
        Decide(5, Decision.Allow, "o5", "12345", 910, [2]);
        foreach (var offset in new[] { 0, 1, 4, 5 })
            Gate(offset);
        Add(Workflows.Contracts.Topics.RejectedOrders, 0, T0 + 360, "0", "not an order"u8.ToArray(), Source(3));

        Happened("ExecutionStarted", 125);
        Step("OpenIncident", 130);
        Step("PublishKilled", 150);
        Step("AwaitUnkillRequest", 250);
        Step("RequestApproval", 500);
        Step("PublishActive", 750);
        Step("CloseIncident", 850);
        People("user:alice", StepAudit.Refused, 600, "SelfApproval");
        People("user:bob", "APPROVE", 700, null);
        Incidents.Add(Closed("alice", "bob"));
    }

    public RunFacts Facts
    {
        get
        {
            var facts = new TopicFacts(Starts, Limits);
            foreach (var (topic, records) in Topics)
            {
                var end = records.Count == 0 ? 0 : records[^1].Offset + 1;
                facts.Take(new TopicContents(topic, [new PartitionContents(0, Lows.GetValueOrDefault(topic), end, [.. records])]));
            }
            return facts.With(Executions, Store);
        }
    }

    private List<ExecutionFact> Executions
    {
        get
        {
            if (Events.Count == 0)
                return [];
            var events = (JsonArray)Events.DeepClone();
            if (Status == "SUCCEEDED")
                events.Add(Event(events.Count + 1, "ExecutionSucceeded", 20_000));
            return [new ExecutionFact(Arn, Status, JsonSerializer.SerializeToElement(events))];
        }
    }

    private StoreContents Store => new(
        Incidents.ToDictionary(i => i.Scope, i => new ScopeRecord { Scope = i.Scope, Incident = i }),
        [.. Incidents.Select(i => new IncidentPointer(i.IncidentId, i.Scope, i.OpenedTs))],
        Incidents.ToDictionary(i => i.IncidentId),
        Handled);

    /// <summary>As if nothing had happened.</summary>
    public void Clear()
    {
        foreach (var topic in Topics.Values)
            topic.Clear();
        Events.Clear();
        Incidents.Clear();
        Handled.Clear();
    }

    public void Order(string id, string account, long ms, string? trace = null) =>
        Add(
            Workflows.Contracts.Topics.Orders,
            0,
            T0 + ms,
            account,
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"order_id":"{{id}}","ts":{{T0 + ms}},"account_id":"{{account}}","symbol":"AAPL","side":"BUY","qty":10,"price":100.5,"strategy":"ALGO_X"}"""
                )
            ),
            trace is null ? [] : [Header(Headers.TraceParent, trace)]
        );

    public void Decide(
        long offset, Decision decision, string? orderId, string? account, long ms, long[] stateOffsets, string service = "router-1")
    {
        var killed = decision == Decision.Drop;
        Json(Workflows.Contracts.Topics.Audit, T0 + ms, orderId ?? "x", new DecisionAudit(
            T0 + ms, decision, killed ? [Mad] : [], killed ? KillStatus.Killed : KillStatus.Active, "why", "c", service, 0, offset,
            stateOffsets, orderId, account, "AAPL", killed ? CmdId : null, killed ? IncidentId : null, killed ? T0 + 200 : null),
            ContractsJson.Default.DecisionAudit);
    }

    /// <summary>An order that is refused for a limit, and kept.</summary>
    public void Refuse(int offset, string orderId, string rule, bool isKept)
    {
        var order = Topics[Workflows.Contracts.Topics.Orders][offset];
        Json(Workflows.Contracts.Topics.Audit, order.TimestampInMs + 10, orderId, new DecisionAudit(
            order.TimestampInMs + 10, Decision.Reject, [], KillStatus.Active, "why", "c", "router-1", 0, offset, [2],
            orderId, "777", "AAPL", RefusalCode: "111", Rule: rule, Limit: 5, LimitOwner: "GLOBAL"),
            ContractsJson.Default.DecisionAudit);
        if (isKept)
            Add(Workflows.Contracts.Topics.RejectedOrders, 0, order.TimestampInMs + 10, "0", order.Value!, Source(offset));
    }

    /// <summary>A limit that is changed while orders flow.</summary>
    public void Limit(string owner, string rule, decimal? value, long ms, params string[] approvedBy) => Json(
        Workflows.Contracts.Topics.Limits, T0 + ms, LimitState.KeyOf(rule, owner), new LimitState
        {
            Owner = owner,
            Rule = rule,
            Value = value,
            Version = T0 + ms,
            ChangeId = "lc-1",
            AskedBy = "user:alice",
            ApprovedBy = approvedBy.Length == 0 ? null : approvedBy,
            Reason = "a test",
        }, ContractsJson.Default.LimitState);

    /// <summary>What a symbol trades at from then on.</summary>
    public void Price(string symbol, decimal price, long ms) => Json(
        Workflows.Contracts.Topics.Prices, T0 + ms, symbol, new PriceState(symbol, price, T0 + ms), ContractsJson.Default.PriceState);

    /// <summary>Takes an order back.</summary>
    public void Cancel(string id, string account, long ms)
    {
        Order(id, account, ms);
        var orders = Topics[Workflows.Contracts.Topics.Orders];
        var text = Encoding.UTF8.GetString(orders[^1].Value!);
        var cancel = text.Replace("{", """{"action":"CANCEL","orig_order_id":"o-0",""", StringComparison.Ordinal);
        orders[^1] = orders[^1] with { Value = Encoding.UTF8.GetBytes(cancel) };
    }

    public void Gate(int offset)
    {
        var order = Topics[Workflows.Contracts.Topics.Orders][offset];
        Add(Workflows.Contracts.Topics.GatedOrders, 0, order.TimestampInMs + 10, Encoding.UTF8.GetString(order.Key!), order.Value!,
            Source(offset));
    }

    public void State(KillStatus status, long version, long ms, string trace = OtherSpan) => Json(
        Workflows.Contracts.Topics.State, T0 + ms, Mad.ToString(), StateOf(status, version, ms), ContractsJson.Default.KillState, trace);

    /// <summary>A task that is entered, tried once, and left.</summary>
    public void Step(string state, long ms, bool audited = true)
    {
        var input = new StepInput
        {
            ExecutionArn = Arn, State = state, Attempt = 1, Entered = DateTimeOffset.FromUnixTimeMilliseconds(T0 + ms),
            IncidentId = IncidentId, Scope = Mad, CorrId = "c",
        };
        var payload = JsonSerializer.SerializeToNode(input, StepsJson.Default.StepInput);
        var parameters = new JsonObject { ["FunctionName"] = "f", ["Payload"] = payload };
        Happened("TaskStateEntered", ms, ("stateEnteredEventDetails", new JsonObject { ["name"] = state }));
        Happened("TaskScheduled", ms, ("taskScheduledEventDetails", new JsonObject { ["parameters"] = parameters.ToJsonString() }));
        Happened("TaskSucceeded", ms + 20);
        Happened("TaskStateExited", ms + 20, ("stateExitedEventDetails", new JsonObject { ["name"] = state }));
        if (audited)
        {
            Json(Workflows.Contracts.Topics.Audit, T0 + ms + 10, IncidentId, new StepAudit
            {
                Ts = T0 + ms + 10,
                Step = state,
                Outcome = StepAudit.Ok,
                Actor = "incident-workflow",
                Attempt = 1,
                Detail = "d",
                CorrId = "c",
                Service = "incident-workflow",
                Scope = Mad,
                IncidentId = IncidentId,
                ExecutionArn = Arn,
                InputHash = TaskTries.HashOf(input),
            }, ContractsJson.Default.StepAudit);
        }
    }

    public void People(string actor, string outcome, long ms, string? refusal) => Json(
        Workflows.Contracts.Topics.Audit, T0 + ms, IncidentId, new StepAudit
        {
            Ts = T0 + ms,
            Step = "ApprovalDecided",
            Outcome = outcome,
            Actor = actor,
            Attempt = 1,
            Detail = "d",
            CorrId = "c",
            Service = "operator-api",
            Scope = Mad,
            IncidentId = IncidentId,
            CmdId = UnkillId,
            RefusalCode = refusal,
        }, ContractsJson.Default.StepAudit);

    public static Incident Closed(string askedBy, params string[] approvers) => new()
    {
        IncidentId = IncidentId,
        Scope = Mad,
        Phase = IncidentPhase.Closed,
        OpenedTs = T0 + 130,
        ClosedTs = T0 + 870,
        ExecutionName = Execution,
        ExecutionArn = Arn,
        CauseCount = 1,
        Causes = [new Cause
        {
            Number = 1,
            CmdId = CmdId,
            Ts = T0 + 100,
            TriggeredBy = "detector",
            Reason = "too much",
            Metric = "notional",
            Value = "2000000",
            CorrId = "c",
            TraceParent = OtherSpan,
        }],
        RequestCount = 1,
        Requests =
        [
            new UnkillRequest
            {
                Number = 1,
                CmdId = UnkillId,
                AskedBy = "user:" + askedBy,
                Requester = new(askedBy),
                Reason = "calm again",
                RequestedTs = T0 + 450,
                CausesSeen = 1,
                StateVersion = T0 + 200,
                Quorum = 1,
                Status = RequestStatus.Approved,
                Decisions = [.. approvers.Select(a => new ApprovalDecision(new(a), Verdict.Approve, "looked at it", T0 + 700, a))],
                EndedTs = T0 + 700,
                CorrId = "c",
                TraceParent = OtherSpan,
            },
        ],
        Restored = new Publication(StateOf(KillStatus.Active, T0 + 800, 800), 1, T0 + 800),
    };

    /// <summary>Replaces the record of a topic at an offset.</summary>
    public void Change(string topic, int offset, Func<TopicRecord, TopicRecord> change) =>
        Topics[topic][offset] = change(Topics[topic][offset]);

    public void Remove(string topic, Func<TopicRecord, bool> which) => Topics[topic].RemoveAll(r => which(r));

    /// <summary>Puts an event behind the first state's entry, which says that it follows nothing.</summary>
    public void FollowsNothing(string type)
    {
        foreach (var later in Events.Skip(2))
        {
            later!["id"] = later["id"]!.GetValue<int>() + 1;
            later["previousEventId"] = later["previousEventId"]!.GetValue<int>() + 1;
        }
        var ms = (long)(Events[1]!["timestamp"]!.GetValue<decimal>() * 1000) - T0;
        var happened = Event(3, type, ms);
        happened["previousEventId"] = 0;
        Events.Insert(2, happened);
    }

    public static string Text(TopicRecord record) => Encoding.UTF8.GetString(record.Value!);

    private void Json<T>(string topic, long ts, string key, T value, JsonTypeInfo<T> type, string? trace = null) =>
        Add(topic, 0, ts, key, JsonSerializer.SerializeToUtf8Bytes(value, type), trace is null ? [] : [Header(Headers.TraceParent, trace)]);

    private void Add(string topic, int partition, long ts, string key, byte[] value, params KeyValuePair<string, byte[]?>[] headers)
    {
        var records = Topics[topic];
        var offset = records.Count == 0 ? Lows.GetValueOrDefault(topic) : records[^1].Offset + 1;
        records.Add(new TopicRecord(partition, offset, ts, Encoding.UTF8.GetBytes(key), value, headers));
    }

    private static KeyValuePair<string, byte[]?>[] Source(long offset) =>
        [Header(Headers.SourcePartition, "0"), Header(Headers.SourceOffset, offset.ToString(CultureInfo.InvariantCulture))];

    private static KeyValuePair<string, byte[]?> Header(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));

    private static KillState StateOf(KillStatus status, long version, long ms) => new()
    {
        Scope = Mad,
        Status = status,
        Version = version,
        IncidentId = IncidentId,
        Causes = [CmdId],
        UpdatedTs = T0 + ms,
        UpdatedBy = status == KillStatus.Killed ? "detector" : "user:bob",
        Reason = status == KillStatus.Killed ? "too much" : "calm again",
        LastCmdId = status == KillStatus.Killed ? CmdId : UnkillId,
        CorrId = "c",
    };

    private void Happened(string type, long ms, params (string Name, JsonObject Content)[] details) =>
        Events.Add(Event(Events.Count + 1, type, ms, details));

    private static JsonObject Event(int id, string type, long ms, params (string Name, JsonObject Content)[] details)
    {
        var happened = new JsonObject { ["id"] = id, ["previousEventId"] = id - 1, ["type"] = type, ["timestamp"] = (T0 + ms) / 1000m };
        foreach (var (name, content) in details)
            happened[name] = content;
        return happened;
    }
}
