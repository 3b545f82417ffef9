using System.Globalization;

namespace KillSwitch.OrderFormats.Times;

/// <summary>What a program may have counted its times in, from 1970 on. Immutable.</summary>
/// <param name="Name">In the plural.</param>
/// <param name="PerSecond">How many of them a second has.</param>
/// <param name="Remedy">What makes milliseconds of such a time.</param>
public sealed record TimeUnit(string Name, double PerSecond, string Remedy)
{
    /// <summary>The beginning of 1990, in seconds. No feed of orders is older that a program wrote with such times.</summary>
    private const double From = 631_152_000;

    /// <summary>The beginning of 2100, in seconds.</summary>
    private const double Before = 4_102_444_800;

    /// <summary>What the contract wants.</summary>
    public static readonly TimeUnit Milliseconds = new("milliseconds", 1e3, "");

    private static readonly TimeUnit[] s_all =
    [
        new("seconds", 1, "multiply it by 1000"),
        Milliseconds,
        new("microseconds", 1e6, "divide it by 1000"),
        new("nanoseconds", 1e9, "divide it by 1000000"),
    ];

    /// <summary>
    /// The one unit in which it is a time from 1990 to 2100. No two can be meant: they lie a factor of 1,000 apart, and those years one
    /// of 6.5. Null where it is no such time in any, such as one of a made-up clock that begins at 1.
    /// </summary>
    public static TimeUnit? Of(double time) => s_all.FirstOrDefault(u => time / u.PerSecond is >= From and < Before);

    /// <summary>The moment that a time in this unit means, as far as there is a calendar for it.</summary>
    public string Moment(double time)
    {
        var seconds = time / PerSecond;
        return seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : "after the year 9999";
    }
}
