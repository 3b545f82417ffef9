using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>
/// What a detector must know of earlier kills, read back from the topics they are in: its own commands, and which scopes
/// were restored since.
/// </summary>
internal sealed class PolicyHistory(KillPolicy policy, ILogger logger)
{
    private readonly Dictionary<Scope, KillState> _latest = [];
    private bool _live;

    public int Commands { get; private set; }

    public void Apply(ConsumeResult<byte[]?, byte[]?> record)
    {
        try
        {
            if (record.Message.Value is null)
                return;
            if (record.Topic == Topics.Commands)
                Command(CommandReader.Read(record.Message.Value));
            else
                State(JsonSerializer.Deserialize(record.Message.Value, ContractsJson.Default.KillState));
        }
        catch (JsonException e)
        {
            // Anyone may write such things. Not knowing of a restoring only makes the next window's breach count first.
            logger.RecordIgnored(record.Topic, record.Partition.Value, record.Offset.Value, e.Message);
        }
    }

    /// <summary>Everything that was there has been read; from here on states are applied as they come.</summary>
    public void GoLive()
    {
        _live = true;
        foreach (var state in _latest.Values)
            Restored(state);
        _latest.Clear();
    }

    /// <summary>What the intake refuses has killed nothing: to believe in it would make the detector keep silent.</summary>
    private void Command(Command? command)
    {
        if (command is null || DetectionIds.WindowStartOf(command.CmdId, command.Scope) is null)
            return;
        policy.Remember(command);
        Commands++;
    }

    private void State(KillState? state)
    {
        if (state is null)
            return;
        if (_live)
            Restored(state);
        else if (!_latest.TryGetValue(state.Scope, out var known) || state.Version > known.Version)
            _latest[state.Scope] = state;
    }

    private void Restored(KillState state)
    {
        if (state.Status == KillStatus.Active)
            policy.Restored(state.Scope, state.UpdatedTs);
    }
}
