using System.Globalization;

namespace KillSwitch.Workflows.Text;

/// <summary>How long something took, or ago it was, as messages to people write it.</summary>
public static class Elapsed
{
    /// <summary><c>3 s</c>, <c>4 min 5 s</c>, <c>2 h 30 min</c>, <c>3 d 4 h</c>. Clocks that disagree make no negative time.</summary>
    public static string Of(long ms)
    {
        var time = TimeSpan.FromMilliseconds(Math.Max(0, ms));
        return time switch
        {
            { TotalMinutes: < 1 } => Say($"{time.Seconds} s"),
            { TotalHours: < 1 } => Say($"{time.Minutes} min {time.Seconds} s"),
            { TotalDays: < 1 } => Say($"{time.Hours} h {time.Minutes} min"),
            _ => Say($"{time.Days} d {time.Hours} h"),
        };
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
