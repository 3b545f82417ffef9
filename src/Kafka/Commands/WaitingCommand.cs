using KillSwitch.Workflows.Commands;

namespace KillSwitch.Kafka.Commands;

/// <summary>A command that was read and is not handled yet.</summary>
/// <param name="Partition">Of the commands topic.</param>
/// <param name="Offset">In that partition.</param>
/// <param name="Received">What is handed over.</param>
/// <param name="Urgency">How soon.</param>
internal sealed record WaitingCommand(int Partition, long Offset, ReceivedCommand Received, Urgency Urgency)
{
    /// <summary>Commands of one lane are handled one after the other. A scope is a record's key.</summary>
    public (int Partition, string? Key) Lane => (Partition, Received.Key);
}
