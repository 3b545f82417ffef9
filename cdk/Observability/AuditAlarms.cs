using KillSwitch.Cdk.Functions;

namespace KillSwitch.Cdk.Observability;

/// <summary>What goes wrong with the audit's index. Nobody waits for it.</summary>
internal static class AuditAlarms
{
    /// <summary>Records: some seconds of a busy day, and a storm of drops that it is still working off.</summary>
    private const double MostBehind = 50_000;

    public static IEnumerable<AlarmSpec> Of(SystemFunction index) =>
        [
            new(
                "audits-behind",
                "The audit's index is far behind audit.v1. Nothing is lost and nothing else waits; GET /audit lacks the latest, and says so. Look at the function's errors, and whether its table is throttled.",
                Metrics.Lambda(index, "OffsetLag", "Maximum", Metrics.Minute),
                MostBehind
            )
            {
                Periods = 15,
            },
        ];
}
