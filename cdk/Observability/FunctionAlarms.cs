using Amazon.CDK.AWS.CloudWatch;

namespace KillSwitch.Cdk.Observability;

/// <summary>Functions that fail, and functions that are not let run.</summary>
internal static class FunctionAlarms
{
    /// <summary>In five minutes: one failure is what retries are for.</summary>
    private const double ManyErrors = 3;

    public static IEnumerable<AlarmSpec> Of(IEnumerable<FunctionGroup> groups) =>
        groups.SelectMany(group =>
            new AlarmSpec[]
            {
                new(
                    $"{group.Name}-errors",
                    $"Functions fail again and again. {group.Consequence} Their logs say why.",
                    Sum(group, "Errors"),
                    ManyErrors
                ),
                new(
                    $"{group.Name}-throttles",
                    $"Functions are not let run, as too many run already. {group.Consequence} Look at the account's limit of concurrent executions.",
                    Sum(group, "Throttles"),
                    ManyErrors
                ),
            }
        );

    private static MathExpression Sum(FunctionGroup group, string name) =>
        Metrics.Sum(group.Functions.Select(f => Metrics.Lambda(f, name, "Sum", Metrics.FiveMinutes)), Metrics.FiveMinutes, name);
}
