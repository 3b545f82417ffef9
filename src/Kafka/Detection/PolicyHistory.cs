using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>
/// What a detector must know beside the orders, from the topics it is in: its own commands of earlier, and which scopes are killed and
/// since when others are restored.
/// </summary>
internal sealed class PolicyHistory(Measuring measuring, ILogger logger)
{
    public int Commands { get; private set; }

    /// <param name="record">A record of the commands or the state topic.</param>
    /// <param name="arrivedTs">When it arrived, Unix ms.</param>
    /// <returns>What follows from it.</returns>
    public IEnumerable<Detected> Apply(ConsumeResult<byte[]?, byte[]?> record, long arrivedTs)
    {
        try
        {
            if (record.Message.Value is null)
                return [];
            if (record.Topic == Topics.Commands)
                Command(CommandParser.Read(record.Message.Value));
            else if (JsonSerializer.Deserialize(record.Message.Value, ContractsJson.Default.KillState) is { } state)
                return measuring.Apply(state, arrivedTs);
        }
        catch (JsonException e)
        {
            // Anyone may write such things. Not knowing of a restore only makes the count before it go on.
            logger.RecordIgnored(record.Topic, record.Partition.Value, record.Offset.Value, e.Message);
        }
        return [];
    }

    private void Command(Command? command)
    {
        if (command is not null && measuring.Remember(command))
            Commands++;
    }
}
