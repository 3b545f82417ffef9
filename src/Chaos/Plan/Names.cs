namespace KillSwitch.Chaos.Plan;

/// <summary>What faults are done to, by name.</summary>
internal static class Names
{
    public const string Broker = "broker";
    public const string Store = "store";
    public const string Engine = "engine";
    public const string Intake = "intake";
    public const string Detector = "detector";
    public const string Api = "api";
    public const string Commands = "commands";
    public const string Mail = "mail server";
    public const string Source = "order source";
    public const string AllBrokers = "all brokers";
    public const string AllRouters = "all routers";

    /// <summary>As they call themselves in the audit.</summary>
    public static IReadOnlyList<string> Routers { get; } = ["router-a", "router-b", "router-c"];

    public static IReadOnlyList<string> Brokers { get; } = ["broker 1", "broker 2", "broker 3"];
}
