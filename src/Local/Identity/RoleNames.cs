namespace KillSwitch.Local.Identity;

/// <summary>The roles as the users file, the claims and the messages write them.</summary>
public static class RoleNames
{
    /// <summary>Reads state, incidents, audit and mail.</summary>
    public const string Observer = "observer";

    /// <summary>Kills, and asks for an unkill.</summary>
    public const string Operator = "operator";

    /// <summary>Approves or rejects the unkill that somebody else asked for.</summary>
    public const string Approver = "approver";

    /// <summary>All of them, as shown to whoever wrote another.</summary>
    public static IReadOnlyList<string> All { get; } = [Observer, Operator, Approver];
}
