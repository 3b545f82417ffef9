using System.Text.Json;

namespace KillSwitch.Surveillance.Calendars;

/// <summary>
/// When venues open and close. Of a venue, or a year, that is not in it nothing is assumed: what needs a close is not watched there.
/// </summary>
public static class SessionCalendar
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly CalendarFile s_file = Read();
    private static readonly TimeOnly s_open = new(9, 30);
    private static readonly TimeOnly s_close = new(16, 0);
    private static readonly TimeOnly s_earlyClose = new(13, 0);

    public static bool Knows(string venue) => s_file.Venues.Contains(venue);

    /// <returns>Null where the venue is closed that day, and where nobody knows.</returns>
    public static Session? SessionOf(string venue, DateOnly day)
    {
        if (!Knows(venue) || day.Year < s_file.FirstYear || day.Year > s_file.LastYear)
            return null;
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || s_file.Holidays.Contains(day))
            return null;
        var early = s_file.EarlyCloses.Contains(day);
        return new(venue, day, InNewYork(day, s_open), InNewYork(day, early ? s_earlyClose : s_close), early);
    }

    /// <returns>All venues' that are open that day.</returns>
    public static IReadOnlyList<Session> SessionsOf(DateOnly day) =>
        [.. s_file.Venues.Order(StringComparer.Ordinal).Select(venue => SessionOf(venue, day)).OfType<Session>()];

    /// <returns>Unix milliseconds of a time of day in New York.</returns>
    public static long InNewYork(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, s_newYork.GetUtcOffset(local)).ToUnixTimeMilliseconds();
    }

    private static CalendarFile Read()
    {
        using var stream = typeof(SessionCalendar).Assembly.GetManifestResourceStream("KillSwitch.Surveillance.Calendars.calendars.json")!;
        return JsonSerializer.Deserialize(stream, CalendarJson.Default.CalendarFile)!;
    }
}
