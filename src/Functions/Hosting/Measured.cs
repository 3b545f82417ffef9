using AWS.Lambda.Powertools.Metrics;

namespace KillSwitch.Functions.Hosting;

/// <summary>Writes the measures down; CloudWatch reads them out of the log.</summary>
internal static class Measured
{
    /// <param name="name">One of <see cref="Aws.Telemetry.Measures"/>.</param>
    /// <param name="count">How many.</param>
    public static void Count(string name, long count) => Metrics.AddMetric(name, count, MetricUnit.Count);
}
