using System.Globalization;

namespace KillSwitch.Workflows.Text;

/// <summary>A moment as messages to people write it.</summary>
public static class UtcTime
{
    /// <summary><c>2026-03-04 05:06:07 UTC</c>.</summary>
    public static string Of(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
