using System;

namespace AWS.Lambda.Powertools.Metrics;

public static class Metrics
{
    public static void AddMetric(
        string key, double value, MetricUnit unit = MetricUnit.None, MetricResolution resolution = MetricResolution.Default) => throw null;
}

public enum MetricUnit
{
    None,
    Count,
}

public enum MetricResolution
{
    Default,
}

[AttributeUsage(AttributeTargets.Method)]
public class MetricsAttribute : Attribute
{
    public string Namespace { get; set; }
}
