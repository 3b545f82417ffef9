using System.Text;
using KillSwitch.Tests;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.LimitChanges.Recovery;
using KillSwitch.Workflows.LimitChanges.Steps;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges.InMemory;

/// <summary>Everything around changes of limits, in memory, with the real definition, the real steps and the real rules.</summary>
internal sealed class LimitWorld
{
    public static readonly LimitTable File = LimitsReader.Read(
        """
        {
          "limits": {
            "GLOBAL": { "max_qty": 5000, "duplicate_seconds": 1 },
            "GROUP:prop": { "max_notional_usd": 1000000 },
            "ACCOUNT:1": { "max_qty": 900 }
          },
          "groups": { "prop": ["1", "2"] }
        }
        """,
        "test");

    public LimitWorld()
    {
        Topic = new LimitTopic(Faults);
        Store = new MemoryLimitStore(Faults);
        Engine = new LimitEngine(Faults, Time);
        Audit = new MemoryAudit(Faults);
        Mail = new MemoryNotifier(Faults);
        Services = new LimitServices
        {
            Limits = Store,
            Executions = Engine,
            Publisher = Topic,
            Audit = Audit,
            Notifier = Mail,
            Links = new ApprovalLinks(Encoding.ASCII.GetBytes("another key of at least 32 bytes, for tests")),
            Settings = new IncidentSettings().Validated(),
            Time = Time,
        };
        Engine.Steps = new LimitSteps(Services, () => Directory);
        Operators = new OperatorLimits(Services, new MemoryIdempotencyStore(Faults), Directory, File);
        Recovery = new LimitRecovery(Services);
    }

    public WatchedTimeProvider Time { get; } = new();
    public Faults Faults { get; } = new();
    public LimitTopic Topic { get; }
    public MemoryLimitStore Store { get; }
    public LimitEngine Engine { get; }
    public MemoryAudit Audit { get; }
    public MemoryNotifier Mail { get; }
    public MemoryDirectory Directory { get; } = new();
    public LimitServices Services { get; }
    public OperatorLimits Operators { get; }
    public LimitRecovery Recovery { get; }

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Alice asks, and what can go on does.</summary>
    public async Task<Outcome<LimitReceipt>> AskAsync(
        string value, string owner = "ACCOUNT:1", string rule = "max_qty", TimeSpan? until = null, Actor? by = null, string? key = null)
    {
        var end = until is { } span ? (NowMs + (long)span.TotalMilliseconds).ToString() : null;
        var asked = await Operators.AskAsync(
            by ?? KillWorld.Alice, new LimitAsk(owner, rule, value, "busy day", end, key), CancellationToken.None);
        await Engine.RunAsync();
        return asked;
    }

    /// <summary>Somebody decides about a change by the link in its mail, and what can go on does.</summary>
    public async Task<Outcome<LimitDecisionReceipt>> DecideAsync(string changeId, Actor by, string verdict = "APPROVE")
    {
        var decided = await Operators.DecideAsync(by, LinkOf(changeId), verdict, "seen", null, CancellationToken.None);
        await Engine.RunAsync();
        return decided;
    }

    public string LinkOf(string changeId) => Mail.Sent.Last(mail => mail.ChangeId == changeId && mail.LinkId is not null).LinkId!;

    public async Task AdvanceAsync(TimeSpan by)
    {
        Time.Advance(by);
        await Engine.RunAsync();
    }

    public async Task<LimitChangeView> ViewAsync(string changeId) =>
        (await Operators.GetAsync(KillWorld.Dave, changeId, CancellationToken.None)).Value!;

    public async Task<decimal?> HoldsAsync(string owner = "ACCOUNT:1", string rule = "max_qty")
    {
        var key = new LimitKey(owner, LimitRules.Named(rule)!.Value);
        return (await Store.LoadAsync(key, CancellationToken.None)).Holds(File.Says(key));
    }
}
