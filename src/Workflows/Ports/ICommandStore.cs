using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Workflows.Ports;

/// <summary>What became of each command, so that a second delivery, however late, changes nothing.</summary>
public interface ICommandStore
{
    /// <returns>Null for a command not handled yet.</returns>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task<HandledCommand?> FindAsync(string cmdId, CancellationToken cancellationToken);

    /// <summary>Writes the outcome unless there is one: the first stays.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    Task PutAsync(HandledCommand command, CancellationToken cancellationToken);
}
