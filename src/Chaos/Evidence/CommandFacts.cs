using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Evidence;

/// <summary>A record of the commands topic that is a command.</summary>
internal sealed record CommandFact(Place Place, Command Command);

internal static class CommandFacts
{
    /// <summary>Those that can be read, in the order of the topic.</summary>
    public static List<CommandFact> Of(TopicContents topic)
    {
        var commands = new List<CommandFact>();
        foreach (var record in topic.Records)
        {
            if (record.As(ContractsJson.Default.Command) is { } command)
                commands.Add(new CommandFact(new Place(record.Partition, record.Offset), command));
        }
        return commands;
    }
}
