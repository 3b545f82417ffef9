namespace KillSwitch.Tests;

/// <summary>An ordinary one, for clocks that stand still until a test moves them.</summary>
internal static class TradingDay
{
    /// <summary>Thursday 2 January 2025, 09:30 in New York.</summary>
    public static readonly DateTimeOffset Opens = new(2025, 1, 2, 14, 30, 0, TimeSpan.Zero);
}
