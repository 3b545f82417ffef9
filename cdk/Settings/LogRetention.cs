using Amazon.CDK.AWS.Logs;

namespace KillSwitch.Cdk.Settings;

/// <summary>The numbers of days for which CloudWatch Logs can keep logs.</summary>
internal static class LogRetention
{
    private static readonly SortedDictionary<int, RetentionDays> s_days = new()
    {
        [1] = RetentionDays.ONE_DAY,
        [3] = RetentionDays.THREE_DAYS,
        [5] = RetentionDays.FIVE_DAYS,
        [7] = RetentionDays.ONE_WEEK,
        [14] = RetentionDays.TWO_WEEKS,
        [30] = RetentionDays.ONE_MONTH,
        [90] = RetentionDays.THREE_MONTHS,
        [180] = RetentionDays.SIX_MONTHS,
        [365] = RetentionDays.ONE_YEAR,
        [1827] = RetentionDays.FIVE_YEARS,
    };

    public static string All => string.Join(", ", s_days.Keys);

    public static bool Knows(int days) => s_days.ContainsKey(days);

    public static RetentionDays LogRetentionOf(this Deployment deployment) => s_days[deployment.LogRetentionDays];
}
