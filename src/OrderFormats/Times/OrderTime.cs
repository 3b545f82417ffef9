using System.Globalization;

namespace KillSwitch.OrderFormats.Times;

/// <summary>
/// Times as programs write them: FIX's UTC timestamps, ISO 8601, and whole numbers since 1970 in seconds, milli-, micro- or nanoseconds,
/// which lie so far apart that no two can be meant.
/// </summary>
internal static class OrderTime
{
    private const int MaxFraction = 12;
    private const int DigitsOfATick = 7;

    private const string Unreadable =
        "is no time: 20261129-13:09:10.623 (UTC), 2026-11-29T13:09:10.623Z, or a number since 1970 in s, ms, µs or ns is";

    /// <param name="text">The time.</param>
    /// <param name="zone">Whose clock it is of, where it does not say so; null if that is not known.</param>
    /// <param name="ms">Unix ms; what is finer is left out.</param>
    /// <returns>Null, or what is wrong with it, to follow it.</returns>
    public static string? Read(ReadOnlySpan<char> text, TimeZoneInfo? zone, out long ms)
    {
        ms = 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Counted(number, out ms);
        if (!TryDay(text, out var day, out var rest) || rest.IsEmpty)
            return Unreadable;
        if (rest[0] is not ('T' or ' ' or '-') || !TryTimeOfDay(rest[1..], out var ofDay, out var at))
            return Unreadable;
        // FIX alone writes a hyphen there, and FIX's times are UTC.
        return Placed(day.AddTicks(ofDay), rest[(1 + at)..], zone ?? (rest[0] == '-' ? TimeZoneInfo.Utc : null), out ms);
    }

    /// <summary>FIX's UTCTimestamp: <c>20261129-13:09:10</c>, with or without a fraction.</summary>
    /// <param name="text">The time.</param>
    /// <param name="ms">Unix ms; what is finer is left out.</param>
    /// <param name="hasFraction">Whether it is finer than a second.</param>
    public static bool TryFix(ReadOnlySpan<char> text, out long ms, out bool hasFraction)
    {
        (ms, hasFraction) = (0, false);
        if (
            text.Length < 17
            || text[8] != '-'
            || !TryDay(text[..8], out var day, out _)
            || !TryTimeOfDay(text[9..], out var ofDay, out var at)
            || at != text.Length - 9
        )
            return false;
        hasFraction = text.Contains('.');
        ms = Ms(day.AddTicks(ofDay));
        return true;
    }

    /// <summary>A day as <c>20261129</c>, <c>2026-11-29</c> or <c>2026/11/29</c>, at the beginning.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, out DateTime day, out ReadOnlySpan<char> rest)
    {
        var marked = text.Length >= 10 && text[4] is '-' or '/' && text[7] == text[4];
        var length = marked ? 10 : 8;
        day = default;
        rest = [];
        if (text.Length < length)
            return false;
        rest = text[length..];
        var (month, last) = marked ? (5, 8) : (4, 6);
        if (
            !TryTwo(text, 0, 99, out var century)
            || !TryTwo(text, 2, 99, out var ofCentury)
            || !TryTwo(text, month, 12, out var ofYear)
            || !TryTwo(text, last, 31, out var ofMonth)
        )
            return false;
        var year = (century * 100) + ofCentury;
        // The very last day would not take a leap second.
        if (year is < 1970 or >= 9999 || ofYear == 0 || ofMonth == 0 || ofMonth > DateTime.DaysInMonth(year, ofYear))
            return false;
        day = new DateTime(year, ofYear, ofMonth);
        return true;
    }

    /// <summary>
    /// <c>13:09:10</c>, a fraction behind it or not, at the beginning. Second 60 is a leap second, and the next one here.
    /// </summary>
    /// <param name="text">The time of day.</param>
    /// <param name="ticks">Since midnight.</param>
    /// <param name="length">How much of the text it is.</param>
    public static bool TryTimeOfDay(ReadOnlySpan<char> text, out long ticks, out int length)
    {
        (ticks, length) = (0, 8);
        if (
            text.Length < 8
            || text[2] != ':'
            || text[5] != ':'
            || !TryTwo(text, 0, 23, out var hour)
            || !TryTwo(text, 3, 59, out var minute)
            || !TryTwo(text, 6, 60, out var second)
        )
            return false;
        ticks = ((hour * 60L + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        if (text.Length == 8 || text[8] is not ('.' or ','))
            return true;
        var digits = text[9..];
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        digits = end < 0 ? digits : digits[..end];
        if (digits.Length is 0 or > MaxFraction)
            return false;
        length += 1 + digits.Length;
        var fraction = 0L;
        for (var i = 0; i < DigitsOfATick; i++)
            fraction = (fraction * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        ticks += fraction;
        return true;
    }

    private static bool TryTwo(ReadOnlySpan<char> text, int at, int max, out int value)
    {
        value = ((text[at] - '0') * 10) + text[at + 1] - '0';
        return char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) && value <= max;
    }

    private static string? Counted(long number, out long ms)
    {
        ms = 0;
        if (TimeUnit.Of(number) is not { } unit)
            return "is no time from 1990 to 2100 in seconds, milliseconds, microseconds or nanoseconds";
        ms = unit.PerSecond >= TimeUnit.Milliseconds.PerSecond
            ? number / (long)(unit.PerSecond / TimeUnit.Milliseconds.PerSecond)
            : number * (long)(TimeUnit.Milliseconds.PerSecond / unit.PerSecond);
        return null;
    }

    private static string? Placed(DateTime time, ReadOnlySpan<char> zoned, TimeZoneInfo? zone, out long ms)
    {
        ms = 0;
        if (zoned is "Z")
        {
            ms = Ms(time);
            return null;
        }
        if (!zoned.IsEmpty)
        {
            if (!TryOffset(zoned, out var offset))
                return Unreadable;
            ms = Ms(time) - (long)offset.TotalMilliseconds;
            return null;
        }
        if (zone is null)
            return "does not say of which zone's clock it is: say it in the mapping, as in \"ts\":{\"from\":\"Time\",\"zone\":\"America/New_York\"}";
        if (zone.IsInvalidTime(time) || zone.IsAmbiguousTime(time))
            return $"is there {(zone.IsInvalidTime(time) ? "not at all" : "twice")} in {zone.Id}, where the clock was put";
        ms = Ms(time) - (long)zone.GetUtcOffset(time).TotalMilliseconds;
        return null;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text.Length is not (5 or 6) || text[0] is not ('+' or '-'))
            return false;
        if (text.Length == 6 && text[3] != ':')
            return false;
        if (!TryTwo(text, 1, 14, out var hours) || !TryTwo(text, text.Length - 2, 59, out var minutes))
            return false;
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static long Ms(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
