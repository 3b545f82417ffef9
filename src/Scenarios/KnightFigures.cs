namespace KillSwitch.Scenarios;

/// <summary>
/// Knight Capital, 1 August 2012. Public figures are those of SEC Release 34-70694 (paragraph in brackets); what is
/// derived from them is linear, and says so.
/// </summary>
internal static class KnightFigures
{
    public const string Source = "SEC Release 34-70694, 2013-10-16";

    /// <summary>Parent orders queued before the open that the old code took for its own [17, 21].</summary>
    public const int Parents = 212;

    /// <summary>Servers of the order router SMARS; the new code was missing on one of them [15].</summary>
    public const int Routers = 8;

    /// <summary>From the open on [1, 17].</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromMinutes(45);

    /// <summary>"Over": a lower bound [1, 17].</summary>
    public const long Executions = 4_000_000;

    /// <summary>"Over": a lower bound [1, 17].</summary>
    public const long Shares = 397_000_000;

    /// <summary>[1, 17]</summary>
    public const int Stocks = 154;

    /// <summary>US dollars; "over": a lower bound [18].</summary>
    public const decimal LossUsd = 460_000_000m;

    /// <summary>Derived, linear: 1,481 executions a second.</summary>
    public static double ExecutionsPerSecond => Executions / Duration.TotalSeconds;

    /// <summary>Derived, linear: 99 shares an execution.</summary>
    public const long SharesPerExecution = Shares / Executions;

    /// <summary>Derived, linear: $170 thousand a second.</summary>
    public static decimal LossUsdPerSecond => LossUsd / (decimal)Duration.TotalSeconds;
}
