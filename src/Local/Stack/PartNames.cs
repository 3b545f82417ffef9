namespace KillSwitch.Local.Stack;

/// <summary>The parts that can run as processes of their own.</summary>
public static class PartNames
{
    public const string Broker = "broker";
    public const string Store = "store";
    public const string Engine = "engine";
    public const string Steps = "steps";
    public const string Intake = "intake";
    public const string Router = "router";
    public const string Detector = "detector";
    public const string Api = "api";
    public const string Audit = "audit";

    /// <summary>In the order in which they start: each needs only those before it.</summary>
    public static IReadOnlyList<string> All { get; } = [Store, Broker, Steps, Engine, Intake, Router, Detector, Audit, Api];

    public const string Mail = "mail";
    public const string Users = "users";
    public const string Kills = "kills";

    /// <summary>What health tells of beside the parts. No router goes by such a name.</summary>
    public static IReadOnlyList<string> Beside { get; } = [Mail, Users, Kills];
}
