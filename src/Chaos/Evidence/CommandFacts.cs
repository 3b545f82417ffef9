using System.Text.Json;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Evidence;

/// <summary>A record of the commands topic that is a command.</summary>
internal sealed record CommandRecord(Place Place, Command Command);

internal static class CommandRecords
{
    /// <summary>Those that can be read, in the order of the topic.</summary>
    public static List<CommandRecord> Of(TopicContents topic)
    {
        var commands = new List<CommandRecord>();
        foreach (var record in topic.Records)
        {
            if (TryRead(record.Value) is { } command)
                commands.Add(new CommandRecord(new Place(record.Partition, record.Offset), command));
        }
        return commands;
    }

    private static Command? TryRead(byte[]? value)
    {
        try
        {
            return value is null ? null : JsonSerializer.Deserialize(value, ContractsJson.Default.Command);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
