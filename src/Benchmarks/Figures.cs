using System.Globalization;

namespace KillSwitch.Benchmarks;

/// <summary>Numbers for people: as many digits as a measurement is worth.</summary>
internal static class Figures
{
    public static string Show(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    public static string ShowRatio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture) + " ×";
}
