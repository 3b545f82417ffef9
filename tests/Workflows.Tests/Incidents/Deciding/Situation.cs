using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

/// <summary>
/// An incident of ACCOUNT:1 on its way from the first kill to restored trading, one step further each; reached by transitions alone.
/// </summary>
/// <param name="Name">Its phase, and where one phase has several situations, which.</param>
/// <param name="Record">The scope's record then.</param>
internal sealed record Situation(string Name, ScopeRecord Record)
{
    public const long NowMs = 1_800_000_000_000;

    private static readonly DateTimeOffset s_entered = DateTimeOffset.FromUnixTimeMilliseconds(NowMs);

    public static Scope Scope { get; } = Scope.Account("1");

    public static IReadOnlyList<Situation> All { get; } = [.. Way()];

    public static ScopeRecord Of(string name) => All.Single(situation => situation.Name == name).Record;

    public static Cause Cause(string cmdId) => new Cause
    {
        Number = 0,
        CmdId = cmdId,
        Ts = NowMs,
        TriggeredBy = "detector",
        Reason = "too fast",
        Metric = "order_rate",
        Value = "101",
        CorrId = "corr",
    };

    public static AskUnkill Ask(string cmdId, string by = "alice") => new()
    {
        CmdId = cmdId,
        AskedBy = "user:" + by,
        Requester = new(by),
        Reason = "fixed",
        CorrId = "corr",
        TraceParent = null,
        Approvers = [new("bob"), new("carol")],
        Quorum = 1,
    };

    public static TaskWait Wait(WaitKind kind, int minute) =>
        new(kind, $"token-{minute}", s_entered.AddMinutes(minute), Attempt: 1, Answer: null);

    public static TakeDecision Decision(ScopeRecord record, string by, Verdict verdict)
    {
        var posted = Posted(by, verdict);
        var link = new ApprovalLink(record.Incident?.IncidentId ?? "inc-none", 1, NowMs + 60_000);
        return new TakeDecision(
            link,
            new Actor(new(by), new HashSet<Role> { Role.Operator, Role.Approver }),
            posted,
            [new("alice"), new("bob"), new("carol"), new("dave")],
            Closed: null
        );
    }

    public static NoteAudited Audited(ScopeRecord record, string by, Verdict verdict) =>
        new(record.Incident?.IncidentId ?? "inc-none", 1, Posted(by, verdict));

    public static AddNote Noted(ScopeRecord record) =>
        new(record.Incident?.IncidentId ?? "inc-none", new(new("bob"), NoteKind.Note, "looked at it", NowMs, "key-bob"));

    public static ConfirmPublished Confirmed(ScopeRecord record, KillStatus status)
    {
        var publication = status == KillStatus.Killed ? record.Incident?.Killed : record.Incident?.Restored;
        return new ConfirmPublished(record.Incident?.IncidentId ?? "inc-none", publication?.State.Version ?? 0, new PublishedAt(0, 7));
    }

    public static Carrier CarrierOf(ScopeRecord record) =>
        new(record.Incident?.IncidentId ?? "inc-none", record.Incident?.ExecutionName ?? "kill-none");

    public static Carried<T> Carried<T>(ScopeRecord record, ICarriedTransition<T> transition)
        where T : class =>
        new(CarrierOf(record), transition);

    private static ApprovalDecision Posted(string by, Verdict verdict) =>
        new(new(by), verdict, "looked at it", NowMs, $"key-{by}-{verdict}");

    private static IEnumerable<Situation> Way()
    {
        var record = ScopeRecord.Empty(Scope);
        yield return new("none", record);
        record = new Kill(Cause("kill-1")).Decide(record, NowMs).Record;
        yield return new("OPENING", record);
        record = Carried(record, new BindExecution("arn:execution")).Decide(record, NowMs).Record;
        record = Carried(record, new ClaimKilled()).Decide(record, NowMs).Record;
        record = Confirmed(record, KillStatus.Killed).Decide(record, NowMs).Record;
        record = Carried(record, new AwaitRequest(Wait(WaitKind.UnkillRequest, 1))).Decide(record, NowMs).Record;
        yield return new("KILLED", record);
        record = Ask("unkill-1").Decide(record, NowMs).Record;
        yield return new("KILLED asked", record);
        record = Carried(record, new AwaitDecision(Wait(WaitKind.Approval, 2), 1, TimeSpan.FromMinutes(30))).Decide(record, NowMs).Record;
        yield return new("APPROVAL_PENDING", record);
        record = Decision(record, "bob", Verdict.Approve).Decide(record, NowMs).Record;
        yield return new("APPROVAL_PENDING approved", record);
        record = Carried(record, new ClaimRestore(1)).Decide(record, NowMs).Record;
        yield return new("RESTORING", record);
        record = Confirmed(record, KillStatus.Active).Decide(record, NowMs).Record;
        yield return new("RESTORING published", record);
        record = new Close(CarrierOf(record)).Decide(record, NowMs).Record;
        yield return new("CLOSED", record);
    }
}
