namespace KillSwitch.Workflows.Auditing;

/// <summary>What <c>audit.v1</c> held and the index never read: records of these times may be missing.</summary>
/// <param name="FromInMs">Unix ms.</param>
/// <param name="ToInMs">Unix ms.</param>
/// <param name="Why">A sentence for people.</param>
public sealed record AuditGap(long FromInMs, long ToInMs, string Why)
{
    /// <summary>Writers' clocks differ, and records stand in a partition a moment after their own time.</summary>
    public const long MarginInMs = 60_000;

    /// <summary>Both as one: a partition keeps one, so that what it keeps does not grow.</summary>
    public static AuditGap? Join(AuditGap? one, AuditGap? other) =>
        one is null || other is null
            ? one ?? other
            : new AuditGap(
                Math.Min(one.FromInMs, other.FromInMs),
                Math.Max(one.ToInMs, other.ToInMs),
                one.Why == other.Why ? one.Why : $"{one.Why} {other.Why}"
            );
}
