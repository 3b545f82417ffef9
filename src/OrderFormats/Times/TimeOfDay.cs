namespace KillSwitch.OrderFormats.Times;

/// <summary>Times of day of the New York markets, whose feeds count from midnight there.</summary>
internal static class TimeOfDay
{
    public const long NanosecondsPerDay = TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerDay;

    private static readonly Lazy<TimeZoneInfo> s_newYork = new(() => TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    /// <summary>As its clocks count: the day begins at midnight, and clocks are put on Sundays, when no market is open.</summary>
    /// <param name="day">The day.</param>
    /// <param name="nanoseconds">Since its midnight, below <see cref="NanosecondsPerDay"/>.</param>
    /// <returns>Unix ms.</returns>
    public static long Ms(DateOnly day, long nanoseconds)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var ticks = midnight.Ticks - s_newYork.Value.GetUtcOffset(midnight).Ticks + (nanoseconds / TimeSpan.NanosecondsPerTick);
        return (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
    }
}
