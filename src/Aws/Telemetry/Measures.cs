namespace KillSwitch.Aws.Telemetry;

/// <summary>The measures that alarms and the dashboard are made of. A name is never reused for something else.</summary>
public static class Measures
{
    public const string Namespace = "KillSwitch";

    /// <summary>The dimension that every measure has; its value is the name of the function that measured, suffix included.</summary>
    public const string Service = "Service";

    public const string OrdersSent = "OrdersSent";
    public const string OrdersAllowed = "OrdersAllowed";
    public const string OrdersDropped = "OrdersDropped";
    public const string OrdersRejected = "OrdersRejected";

    /// <summary>Scopes that are killed, as the router's latest batch saw them.</summary>
    public const string KilledScopes = "KilledScopes";

    /// <summary>What the state topic said that a router could not read or believe. Any at all is an alarm.</summary>
    public const string StateAlarms = "StateAlarms";

    public const string CommandsHandled = "CommandsHandled";

    /// <summary>
    /// What the intake had to do, or could not do, for kills that their executions had not published. Any at all is an alarm.
    /// </summary>
    public const string KillsGuarded = "KillsGuarded";

    /// <summary>Differences between incidents and topic or executions that were mended. Any at all deserves a look.</summary>
    public const string Repairs = "Repairs";

    /// <summary>Audit records that the index has looked at, whether it keeps them or not.</summary>
    public const string AuditsIndexed = "AuditsIndexed";

    public const string ApprovalsRefused = "ApprovalsRefused";
    public const string RequestsFailed = "RequestsFailed";
}
