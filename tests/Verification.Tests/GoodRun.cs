using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Kafka.Reading;
using KillSwitch.Verification;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Incidents;
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
    public const string Arn = "arn:aws:states:us-east-1:000000000000:execution:kill-incident:kill-ACCOUNT-12345-1";
    public const string IncidentId = "inc-0123456789abcdef";
    public const long T0 = 1_735_828_200_000;
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string OtherSpan = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    private static readonly Scope Mad = Scope.Account("12345");
    private static readonly string CmdId = DetectionIds.Command(Mad, RuleNames.Notional, T0);

    public Dictionary<string, List<TopicRecord>> Topics { get; } = Workflows.Contracts.Topics.All.ToDictionary(t => t.Name, _ => new List<TopicRecord>());
    public Dictionary<string, long> Lows { get; } = [];
    public Dictionary<string, IReadOnlyList<long>> Starts { get; } = [];
    public JsonArray Events { get; } = [];
    public List<IncidentView> Incidents { get; } = [];
    public string Status { get; set; } = "SUCCEEDED";
    public Expectations Expected { get; set; } = new(Kill: true, DetectedKill: true, Restore: true, SelfApproval: true, Malformed: true);

    public GoodRun()
    {
        Order("o0", "777", 0);
        Order("o1", "12345", 100, Trace);
        Order("o2", "12345", 300);
        Add(Workflows.Contracts.Topics.Orders, 0, T0 + 350, "777", "not an order"u8.ToArray());
        Order("o4", "777", 400);
        Order("o5", "12345", 900);

        Json(Workflows.Contracts.Topics.RiskSignals, T0 + 110, "12345", new RiskSignal(
            DetectionIds.Signal(Mad, RuleNames.Notional, T0), T0 + 100, Mad, RuleNames.Notional, 2_000_000m, 1_000_000m, T0, T0 + 60_000, "o1",
            DetectionIds.Correlation(Mad, RuleNames.Notional, T0)), ContractsJson.Default.RiskSignal, OtherSpan);
        Json(Workflows.Contracts.Topics.Commands, T0 + 120, Mad.ToString(), new Command(
            CmdId, T0 + 100, Mad, CommandAction.Kill, "too much", "detector", DetectionIds.Correlation(Mad, RuleNames.Notional, T0), "notional", "2000000"),
            ContractsJson.Default.Command, OtherSpan);
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

        foreach (var (state, ms) in new[] { ("OpenIncident", 130), ("PublishKilled", 150), ("AwaitUnkillRequest", 250), ("RequestApproval", 500), ("PublishActive", 750), ("CloseIncident", 850) })
            Step(state, ms);
        People("user:alice", StepAudit.Refused, 600, "SelfApproval");
        People("user:bob", "APPROVE", 700, null);
        Incidents.Add(Closed("alice", "bob"));
    }

    public RunEvidence Evidence => new()
    {
        Topics = Topics.ToDictionary(t => t.Key, t => new TopicContents(t.Key,
            [new PartitionContents(0, Lows.GetValueOrDefault(t.Key), t.Value.Count == 0 ? 0 : t.Value[^1].Offset + 1, [.. t.Value])])),
        Starts = Starts,
        Executions = [new ExecutionEvidence(Arn, Status, JsonSerializer.SerializeToElement(Events))],
        Incidents = Incidents,
        Expected = Expected,
    };

    public PromiseResult Check(IPromise promise) => promise.Check(new RunFacts(Evidence));

    public void Order(string id, string account, long ms, string? trace = null) => Add(
        Workflows.Contracts.Topics.Orders, 0, T0 + ms, account,
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$"""{"order_id":"{{id}}","ts":{{T0 + ms}},"account_id":"{{account}}","symbol":"AAPL","side":"BUY","qty":10,"price":100.5,"strategy":"ALGO_X"}""")),
        trace is null ? [] : [Header(Headers.TraceParent, trace)]);

    public void Decide(long offset, Decision decision, string? orderId, string? account, long ms, long[] stateOffsets)
    {
        var killed = decision == Decision.Drop;
        Json(Workflows.Contracts.Topics.Audit, T0 + ms, orderId ?? "x", new DecisionAudit(
            T0 + ms, decision, killed ? [Mad] : [], killed ? KillStatus.Killed : KillStatus.Active, "why", "c", "router-1", 0, offset, stateOffsets,
            orderId, account, "AAPL", killed ? CmdId : null, killed ? IncidentId : null, killed ? T0 + 200 : null), ContractsJson.Default.DecisionAudit);
    }

    public void Gate(int offset)
    {
        var order = Topics[Workflows.Contracts.Topics.Orders][offset];
        Add(Workflows.Contracts.Topics.GatedOrders, 0, order.TimestampInMs + 10, Encoding.UTF8.GetString(order.Key!), order.Value!, Source(offset));
    }

    public void State(KillStatus status, long version, long ms, string trace = OtherSpan) => Json(
        Workflows.Contracts.Topics.State, T0 + ms, Mad.ToString(),
        new KillState
        {
            Scope = Mad,
            Status = status,
            Version = version,
            IncidentId = IncidentId,
            Causes = [CmdId],
            UpdatedTs = T0 + ms,
            UpdatedBy = "detector",
            Reason = "too much",
            LastCmdId = CmdId,
            CorrId = "c",
        }, ContractsJson.Default.KillState, trace);

    public void Step(string state, long ms, bool audited = true)
    {
        var id = Events.Count + 1;
        Events.Add(Event(id, "TaskStateEntered", ms, "stateEnteredEventDetails", state));
        Events.Add(Event(id + 1, "TaskStateExited", ms + 20, "stateExitedEventDetails", state));
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
            CmdId = "unkill-1",
            RefusalCode = refusal,
        }, ContractsJson.Default.StepAudit);

    public static IncidentView Closed(string askedBy, params string[] approvers) => new(
        IncidentId, Mad, IncidentPhase.Closed, T0 + 130, T0 + 870, "kill-ACCOUNT-12345-1", Arn, null, null, 1,
        [new CauseView(CmdId, "detector", "too much", T0 + 100, "notional", "2000000")],
        [
            new RequestView(1, "unkill-1", RequestStatus.Approved, "user:" + askedBy, true, "calm again", T0 + 450, null, 1,
                [.. approvers.Select(a => new DecisionView(a, Verdict.Approve, "looked at it", T0 + 700))], null),
        ],
        0, "c", OtherSpan);

    /// <summary>Replaces the record of a topic at an offset.</summary>
    public void Change(string topic, int offset, Func<TopicRecord, TopicRecord> change) => Topics[topic][offset] = change(Topics[topic][offset]);

    public void Remove(string topic, Func<TopicRecord, bool> which) => Topics[topic].RemoveAll(r => which(r));

    public static string Text(TopicRecord record) => Encoding.UTF8.GetString(record.Value!);

    private void Json<T>(string topic, long ts, string key, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string? trace = null) =>
        Add(topic, 0, ts, key, JsonSerializer.SerializeToUtf8Bytes(value, type), trace is null ? [] : [Header(Headers.TraceParent, trace)]);

    private void Add(string topic, int partition, long ts, string key, byte[] value, params KeyValuePair<string, byte[]?>[] headers)
    {
        var records = Topics[topic];
        records.Add(new TopicRecord(partition, records.Count == 0 ? Lows.GetValueOrDefault(topic) : records[^1].Offset + 1, ts, Encoding.UTF8.GetBytes(key), value, headers));
    }

    private static KeyValuePair<string, byte[]?>[] Source(long offset) =>
        [Header(Headers.SourcePartition, "0"), Header(Headers.SourceOffset, offset.ToString(CultureInfo.InvariantCulture))];

    private static KeyValuePair<string, byte[]?> Header(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));

    private static JsonObject Event(int id, string type, long ms, string details, string state) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["timestamp"] = (T0 + ms) / 1000m,
        [details] = new JsonObject { ["name"] = state },
    };
}
