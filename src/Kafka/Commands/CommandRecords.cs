using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Commands;

/// <summary>Records of <c>killswitch.commands.v1</c> as the intake takes them.</summary>
public static class CommandRecords
{
    /// <summary>Bytes of a key, characters of a header: more than a good one has.</summary>
    private const int MaxKept = 256;

    /// <summary>
    /// Whatever the record holds: the intake refuses what is no command, and audits that. No more of it is kept than can matter:
    /// ten thousand records of a megabyte, read ahead, would fill the memory.
    /// </summary>
    public static ReceivedCommand Of(TopicRecord record) =>
        new(
            CommandParser.Kept(record.Value),
            record.Key is null ? null : Encoding.UTF8.GetString(record.Key.AsSpan(0, Math.Min(record.Key.Length, MaxKept))),
            Short(record.Header(Headers.Attestation)),
            Short(record.Header(Headers.TraceParent)),
            $"{Topics.Commands}-{record.Partition}@{record.Offset}",
            record.TimestampInMs
        );

    private static string? Short(string? header) => header is { Length: > MaxKept } ? null : header;
}
