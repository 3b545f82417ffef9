namespace KillSwitch.Workflows.Auditing;

/// <summary>How long the index keeps records: as long as <c>audit.v1</c> does.</summary>
public static class AuditKeeping
{
    public static readonly TimeSpan Time = TimeSpan.FromDays(30);

    public static long InMs => (long)Time.TotalMilliseconds;
}
