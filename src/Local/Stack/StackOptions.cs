using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Local.Stack;

/// <summary>What a stack consists of.</summary>
public sealed record StackOptions
{
    public required DataDirectory Data { get; init; }

    public BrokerChoice Broker { get; init; } = BrokerChoice.Embedded;

    /// <summary><c>host:port</c>, where the broker is <see cref="BrokerChoice.External"/>.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>How many routers; default 2, so that sharing is always exercised.</summary>
    public int Routers { get; init; } = 2;

    /// <summary><c>sequenced</c>, <c>transactional</c>, or null for what the broker can do.</summary>
    public string? Delivery { get; init; }

    /// <summary>Whether routers pass orders that have no price; default: they refuse them.</summary>
    public bool PassUnpriced { get; init; }

    /// <summary>What routers hold every order against; default: nothing.</summary>
    public LimitTable Limits { get; init; } = LimitTable.None;

    /// <summary>What symbols trade at when it starts: published before its routers decide.</summary>
    public IReadOnlyList<PriceState> Prices { get; init; } = [];

    /// <summary>Who looks for breaches.</summary>
    public DetectorChoice Detector { get; init; } = DetectorChoice.Embedded;

    /// <summary>What counts as a breach.</summary>
    public DetectionSettings Detection { get; init; } = DetectionSettings.Default;

    /// <summary>
    /// Whether orders may say that they are played again, and be measured by their own times alone. Never where others' orders are to
    /// be stopped: whoever may send orders could keep his out of everybody's count.
    /// </summary>
    public bool Replays { get; init; }

    public StackPorts Ports { get; init; } = StackPorts.AnyFree;

    /// <summary>The parts to run here, or null for all.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>
    /// What a single router of this process is called; default <c>router-1</c> and so on, or <c>router-PID</c> with
    /// <see cref="Only"/>.
    /// </summary>
    public string? RouterName { get; init; }

    /// <summary>How long an incident waits before it reminds the operators.</summary>
    public TimeSpan UnkillReminder { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an approval link is good for.</summary>
    public TimeSpan ApprovalLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Lambda's Invoke API of functions that are not the workflow's own steps; null: only those can be called.
    /// </summary>
    public Uri? LambdaEndpoint { get; init; }

    /// <summary>Whether histories show task tokens, as AWS does.</summary>
    public bool ShowTaskTokens { get; init; }

    /// <summary>Stands before the journal's writes, in drills; null: nothing does.</summary>
    public Action? BeforeJournalSync { get; init; }

    /// <summary>Stands before every start of an execution, in drills; null: nothing does.</summary>
    public Action? BeforeStart { get; init; }

    /// <summary>How many kills are rehearsed at the start; default none. Only where this process runs the whole workflow.</summary>
    public int RehearsedKills { get; init; }

    internal bool Rehearses => RehearsedKills > 0 && Runs(PartNames.Steps) && Runs(PartNames.Engine) && Runs(PartNames.Intake);

    public bool Runs(string part) => Only is null || Only.Contains(part);
}
