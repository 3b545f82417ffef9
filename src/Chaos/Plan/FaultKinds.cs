namespace KillSwitch.Chaos.Plan;

/// <summary>Every kind of fault there is.</summary>
internal static class FaultKinds
{
    public static readonly FaultKind RouterKill = new(
        "router-kill",
        "router killed",
        "kill -9 of a router; it is started again",
        FaultGroup.Router,
        Names.Routers
    )
    {
        Recovers = S(12),
    };

    /// <summary>Longer than a router's session, 10 s, so that its partitions go to others and it wakes as a zombie.</summary>
    public static readonly FaultKind RouterFreeze = new(
        "router-freeze",
        "router frozen",
        "a router stands still for longer than its session, and wakes when others hold its partitions",
        FaultGroup.Router,
        Names.Routers
    )
    {
        LastsAtLeast = S(12), LastsAtMost = S(16), Recovers = S(10),
    };

    public static readonly FaultKind RouterTwin = new(
        "router-twin",
        "router doubled",
        "a second router is started under the name of one that runs, and killed after a while",
        FaultGroup.Router,
        Names.Routers
    )
    {
        LastsAtLeast = S(8), LastsAtMost = S(14), Recovers = S(12),
    };

    /// <summary>Nobody decides meanwhile, so that orders of before, under and after the kill wait for the same batch.</summary>
    public static readonly FaultKind RoutersBehind = new(
        "router-behind",
        "routers far behind across a restore",
        "all routers stand still while a scope is killed, orders of it are sent, and two people restore it",
        FaultGroup.Router,
        Names.AllRouters
    )
    {
        LastsAtLeast = S(1), LastsAtMost = S(4), Recovers = S(15),
    };

    public static readonly FaultKind DetectorKill = Killed("detector", FaultGroup.Detector, Names.Detector, S(15));
    public static readonly FaultKind DetectorFreeze = Frozen("detector", FaultGroup.Detector, Names.Detector, S(10), S(14), S(12));
    public static readonly FaultKind IntakeKill = Killed("intake", FaultGroup.Intake, Names.Intake, S(10));
    public static readonly FaultKind IntakeFreeze = Frozen("intake", FaultGroup.Intake, Names.Intake, S(8), S(12), S(10));
    public static readonly FaultKind EngineKill = Killed("engine", FaultGroup.Engine, Names.Engine, S(10));
    public static readonly FaultKind EngineFreeze = Frozen("engine", FaultGroup.Engine, Names.Engine, S(10), S(14), S(10));
    public static readonly FaultKind ApiKill = Killed("api", FaultGroup.Api, Names.Api, S(8));
    public static readonly FaultKind ApiFreeze = Frozen("api", FaultGroup.Api, Names.Api, S(8), S(12), S(6));
    public static readonly FaultKind StoreKill = Killed("store", FaultGroup.Store, Names.Store, S(10));
    public static readonly FaultKind StoreFreeze = new(
        "store-freeze",
        "store frozen",
        "the store and its database stand still",
        FaultGroup.Store,
        Names.Store
    )
    {
        LastsAtLeast = S(8),
        LastsAtMost = S(12),
        Recovers = S(10),
    };
    public static readonly FaultKind DatabaseKill = new(
        "database-kill",
        "database killed",
        "kill -9 of the database alone, under the process that serves it",
        FaultGroup.Store,
        Names.Store
    )
    {
        Recovers = S(10),
    };

    /// <summary>
    /// Requests reach a database that takes them and never answers, which is worse for whoever asks than one that is gone.
    /// </summary>
    public static readonly FaultKind DatabaseFreeze = new(
        "database-freeze",
        "store hanging",
        "the database alone stands still, under the process that serves it: requests are taken and not answered",
        FaultGroup.Store,
        Names.Store
    )
    {
        LastsAtLeast = S(8), LastsAtMost = S(12), Recovers = S(10),
    };

    public static readonly FaultKind MachineDeleted = new(
        "machine-deleted",
        "state machine deleted",
        "kill-incident is deleted through the API of Step Functions, as a clean-up of everything that is listed does",
        FaultGroup.Engine,
        Names.Engine
    )
    {
        Recovers = S(25),
    };

    public static readonly FaultKind StartsRefused = new(
        "starts-refused",
        "StartExecution refused",
        "Step Functions refuses every StartExecution as unavailable",
        FaultGroup.Engine,
        Names.Engine
    )
    {
        LastsAtLeast = S(8), LastsAtMost = S(14), Recovers = S(10),
    };

    public static readonly FaultKind MailHangs = new(
        "mail-hangs",
        "mail server hanging",
        "the mail server takes connections and never answers",
        FaultGroup.Mail,
        Names.Mail
    )
    {
        LastsAtLeast = S(10), LastsAtMost = S(16), Recovers = S(3),
    };

    public static readonly FaultKind SourceClock = new(
        "source-clock",
        "source clock wrong",
        "whoever sends orders dates them up to two minutes back or ahead, or in seconds",
        FaultGroup.Source,
        Names.Source
    )
    {
        LastsAtLeast = S(6), LastsAtMost = S(12), Recovers = S(3),
    };

    public static readonly FaultKind BrokerKill = new(
        "broker-kill",
        "broker killed",
        "kill -9 of one broker of three; it is started again after a while",
        FaultGroup.Broker,
        Names.Brokers
    )
    {
        LastsAtLeast = S(3), LastsAtMost = S(10), Recovers = S(20), NeedsKafka = true,
    };

    /// <summary>Longer than a broker's session, 9 s, so that its partitions are led by others when it wakes.</summary>
    public static readonly FaultKind BrokerFreeze = new(
        "broker-freeze",
        "broker frozen",
        "one broker of three stands still for longer than its session",
        FaultGroup.Broker,
        Names.Brokers
    )
    {
        LastsAtLeast = S(12), LastsAtMost = S(16), Recovers = S(20), NeedsKafka = true,
    };

    public static readonly FaultKind BrokersKill = new(
        "brokers-kill",
        "all brokers killed",
        "kill -9 of all brokers at once; they are started again after a while",
        FaultGroup.Broker,
        Names.AllBrokers
    )
    {
        LastsAtLeast = S(2), LastsAtMost = S(6), Recovers = S(35), NeedsKafka = true,
    };

    public static readonly FaultKind BrokersFreeze = new(
        "brokers-freeze",
        "all brokers frozen",
        "all brokers stand still",
        FaultGroup.Broker,
        Names.AllBrokers
    )
    {
        LastsAtLeast = S(6), LastsAtMost = S(12), Recovers = S(30), NeedsKafka = true,
    };

    public static readonly FaultKind CommandsRepeated = new(
        "commands-repeated",
        "commands delivered twice",
        "kills stand in the topic two and three times, each under one id",
        FaultGroup.Commands,
        Names.Commands
    )
    {
        Recovers = S(3),
    };
    public static readonly FaultKind CommandsLate = new(
        "commands-late",
        "commands delivered late",
        "kills arrive an hour after they were given, and again what was handled long ago",
        FaultGroup.Commands,
        Names.Commands
    )
    {
        Recovers = S(3),
    };
    public static readonly FaultKind CommandsDisordered = new(
        "commands-disordered",
        "commands out of order",
        "an unkill arrives before its kill, and kills of one scope in the wrong order",
        FaultGroup.Commands,
        Names.Commands
    )
    {
        Recovers = S(3),
    };

    public static readonly FaultKind DiskSlow = new(
        "disk-slow",
        "disk slow",
        "each write of the engine's journal takes 400 ms longer",
        FaultGroup.Engine,
        Names.Engine
    )
    {
        LastsAtLeast = S(8),
        LastsAtMost = S(14),
        Recovers = S(6),
    };
    public static readonly FaultKind DiskFull = new(
        "disk-full",
        "disk full",
        "the disk under the engine's journal has no room",
        FaultGroup.Engine,
        Names.Engine
    )
    {
        LastsAtLeast = S(4),
        LastsAtMost = S(9),
        Recovers = S(12),
    };

    public static readonly FaultKind ClockForward = Clock(
        "clock-forward",
        "clock jumped forward",
        "a process's clock jumps ahead, by seconds up to twenty minutes, and back"
    );
    public static readonly FaultKind ClockBack = Clock(
        "clock-back",
        "clock jumped back",
        "a process's clock jumps back, by seconds up to twenty minutes, and ahead again"
    );

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        RouterKill,
        RouterFreeze,
        RouterTwin,
        RoutersBehind,
        DetectorKill,
        DetectorFreeze,
        IntakeKill,
        IntakeFreeze,
        EngineKill,
        EngineFreeze,
        ApiKill,
        ApiFreeze,
        StoreKill,
        StoreFreeze,
        DatabaseKill,
        DatabaseFreeze,
        MachineDeleted,
        StartsRefused,
        MailHangs,
        SourceClock,
        BrokerKill,
        BrokerFreeze,
        BrokersKill,
        BrokersFreeze,
        CommandsRepeated,
        CommandsLate,
        CommandsDisordered,
        DiskSlow,
        DiskFull,
        ClockForward,
        ClockBack,
    ];

    private static FaultKind Killed(string what, FaultGroup on, string target, TimeSpan recovers) =>
        new($"{what}-kill", $"{what} killed", $"kill -9 of the {what}; it is started again", on, target) { Recovers = recovers };

    private static FaultKind Frozen(string what, FaultGroup on, string target, TimeSpan least, TimeSpan most, TimeSpan recovers) =>
        new($"{what}-freeze", $"{what} frozen", $"the {what} stands still, and goes on", on, target)
        {
            LastsAtLeast = least,
            LastsAtMost = most,
            Recovers = recovers,
        };

    /// <summary>On the routers' account, as a router's clock is in every decision; any process may be drawn.</summary>
    private static FaultKind Clock(string name, string says, string does) =>
        new(name, says, does, FaultGroup.Router, [.. Names.Routers, Names.Intake, Names.Engine, Names.Api, Names.Detector])
        {
            LastsAtLeast = S(6),
            LastsAtMost = S(12),
            Recovers = S(6),
        };

    private static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
}
