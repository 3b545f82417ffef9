namespace KillSwitch.Kafka.Auditing;

/// <summary>How the consumer of the audit does.</summary>
/// <param name="BehindRecords">Records that the topic has and that were not handled yet, as far as is known.</param>
/// <param name="ReadToEnd">When all had been handled, the last time; null where they never had been.</param>
/// <param name="TroubleSince">Since when the same records are tried again and again; null where they are not.</param>
/// <param name="Trouble">Why they are.</param>
public sealed record AuditConsumerStatus(long BehindRecords, DateTimeOffset? ReadToEnd, DateTimeOffset? TroubleSince, string? Trouble)
{
    public static AuditConsumerStatus Starting { get; } = new(0, null, null, null);
}
