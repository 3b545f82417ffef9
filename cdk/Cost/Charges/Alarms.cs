using System.Text.Json;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>An alarm costs for every metric it looks at.</summary>
internal static class Alarms
{
    public static ICharge Charge { get; } = new CountedCharge("AWS::CloudWatch::Alarm", "metrics of alarms", "alarm-metric", Metrics);

    /// <summary>One, unless it is made of several by an expression.</summary>
    private static decimal Metrics(JsonElement alarm) =>
        alarm.TryGetProperty("Metrics", out var metrics) ? metrics.EnumerateArray().Count(m => m.TryGetProperty("MetricStat", out _)) : 1;
}
