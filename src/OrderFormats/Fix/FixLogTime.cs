using System.Text;
using KillSwitch.OrderFormats.Times;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>The time that a log writes before a message: <c>20261129-13:09:10.516917000 : </c> and the like.</summary>
internal static class FixLogTime
{
    /// <summary>What stands before a message is longer only where a message before it was broken.</summary>
    private const int Longest = 120;

    private const int DayAndTime = 17;

    /// <param name="before">What stands between the message and the one before it.</param>
    /// <param name="ms">Unix ms, as if it were UTC, which the engines' own logs are.</param>
    public static bool TryRead(ReadOnlySpan<byte> before, out long ms)
    {
        ms = 0;
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        if (line.Length is < DayAndTime or > Longest)
            return false;
        Span<char> text = stackalloc char[Longest];
        text = text[..Encoding.Latin1.GetChars(line, text)];
        for (var at = 0; at + DayAndTime <= text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]) || !OrderTime.TryDay(text[at..], out var day, out var rest))
                continue;
            if (rest.Length < 9 || rest[0] is not ('-' or ' ' or 'T') || !OrderTime.TryTimeOfDay(rest[1..], out var ticks, out _))
                return false;
            ms = (day.AddTicks(ticks).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
            return true;
        }
        return false;
    }
}
