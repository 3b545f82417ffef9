using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Kafka.Commands;

/// <summary>Records of <c>killswitch.commands.v1</c> as the intake takes them.</summary>
public static class CommandRecords
{
    /// <summary>Whatever the record holds: the intake refuses what is no command, and audits that.</summary>
    public static ReceivedCommand Of(TopicRecord record) => new(
        record.Value ?? ReadOnlyMemory<byte>.Empty,
        record.Key is null ? null : Encoding.UTF8.GetString(record.Key),
        record.Header(Headers.Attestation),
        record.Header(Headers.TraceParent),
        $"{Topics.Commands}-{record.Partition}@{record.Offset}");
}
