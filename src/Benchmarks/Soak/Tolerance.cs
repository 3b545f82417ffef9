namespace KillSwitch.Benchmarks.Soak;

/// <summary>How much more the end may be than the beginning before it counts as growth.</summary>
/// <param name="Share">Of the beginning: 0.1 is a tenth.</param>
/// <param name="Absolute">And beyond that, in the unit of what is measured.</param>
internal readonly record struct Tolerance(double Share, double Absolute)
{
    public double Limit(double first) => (first * (1 + Share)) + Absolute;
}
