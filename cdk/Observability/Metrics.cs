using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Cdk.Functions;

namespace KillSwitch.Cdk.Observability;

/// <summary>Measures by name: the functions' own, and those that services write.</summary>
internal static class Metrics
{
    /// <summary>How often alarms look, unless they say otherwise.</summary>
    public static Duration Minute => Duration.Minutes(1);

    public static Duration FiveMinutes => Duration.Minutes(5);

    /// <param name="function">Who measured.</param>
    /// <param name="name">One of <see cref="Measures"/>.</param>
    /// <param name="statistic">Sum, Maximum, Average.</param>
    /// <param name="period">Over which.</param>
    /// <param name="label">For graphs.</param>
    public static Metric Own(SystemFunction function, string name, string statistic, Duration period, string? label = null) =>
        Of(Measures.Namespace, name, new Dictionary<string, string> { [Measures.Service] = function.Name }, statistic, period, label);

    /// <param name="function">The function.</param>
    /// <param name="name">Invocations, Errors, Throttles, Duration, OffsetLag.</param>
    /// <param name="statistic">Sum, Maximum, Average.</param>
    /// <param name="period">Over which.</param>
    /// <param name="label">For graphs.</param>
    public static Metric Lambda(SystemFunction function, string name, string statistic, Duration period, string? label = null) =>
        Of("AWS/Lambda", name, new Dictionary<string, string> { ["FunctionName"] = function.Name }, statistic, period, label);

    public static Metric Of(
        string space,
        string name,
        Dictionary<string, string> dimensions,
        string statistic,
        Duration period,
        string? label = null
    ) =>
        new(
            new MetricProps
            {
                Namespace = space,
                MetricName = name,
                DimensionsMap = dimensions,
                Statistic = statistic,
                Period = period,
                Label = label,
            }
        );

    /// <summary>The sum of several; what is missing counts as nothing. At most ten, as an alarm takes no more.</summary>
    /// <param name="metrics">What is added up.</param>
    /// <param name="period">Over which.</param>
    /// <param name="label">For graphs; letters, and no other sum of the same graph has it.</param>
    public static MathExpression Sum(IEnumerable<Metric> metrics, Duration period, string label)
    {
        var named = metrics.Select((metric, i) => (Name: $"{label.ToLowerInvariant()}{i}", metric)).ToArray();
        return new MathExpression(new MathExpressionProps
        {
            Expression = string.Join(" + ", named.Select(m => $"FILL({m.Name}, 0)")),
            UsingMetrics = named.ToDictionary(m => m.Name, IMetric (m) => m.metric),
            Period = period,
            Label = label,
        });
    }
}
