namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>What the latest commands did, written into the record by the very save that has it: so that none has it twice.</summary>
internal static class CommandMemory
{
    private const int MaxCommands = 50;

    /// <returns>What the command did before; null if it is new, or older than the commands that are kept.</returns>
    public static CommandEffect? Recall(this ScopeRecord record, string cmdId) =>
        record.RecentCommands.FirstOrDefault(recent => recent.CmdId == cmdId);

    public static Change<CommandEffect> Remember(this ScopeRecord record, Incident incident, CommandEffect effect) =>
        new(record with
        {
            Incident = incident,
            RecentCommands = [.. record.RecentCommands.Skip(record.RecentCommands.Count - MaxCommands + 1), effect],
        }, effect);
}
