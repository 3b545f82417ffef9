using Confluent.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Kafka.Auditing;

/// <summary>Records of <c>audit.v1</c>, however they were read.</summary>
public static class AuditRecords
{
    public static AuditRecord Of(TopicRecord record) => new(record.Partition, record.Offset, record.TimestampInMs, record.Value);

    internal static AuditRecord Of(ConsumeResult<byte[]?, byte[]?> result) =>
        new(result.Partition.Value, result.Offset.Value, result.Message.Timestamp.UnixTimestampMs, result.Message.Value);
}
