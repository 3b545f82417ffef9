using System.Globalization;

namespace KillSwitch.Workflows.Text;

/// <summary>A moment as people and programs write it.</summary>
public static class WrittenTime
{
    private static readonly string[] s_forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <param name="text">Unix ms, or a time as ISO 8601 writes it, of UTC where it says nothing else.</param>
    /// <returns>Unix ms; null where it is neither.</returns>
    public static long? Read(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return DateTimeOffset.TryParseExact(
            text,
            s_forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time.ToUnixTimeMilliseconds()
            : null;
    }
}
