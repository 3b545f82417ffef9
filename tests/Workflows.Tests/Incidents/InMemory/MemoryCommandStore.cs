using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

internal sealed class MemoryCommandStore(Faults faults) : ICommandStore
{
    public Dictionary<string, HandledCommand> Handled { get; } = [];

    public Task<HandledCommand?> FindAsync(string cmdId, CancellationToken cancellationToken) =>
        Task.FromResult(Handled.GetValueOrDefault(cmdId));

    public Task PutAsync(HandledCommand command, CancellationToken cancellationToken) =>
        faults.AroundAsync("put command", () => { Handled.TryAdd(command.CmdId, command); });
}
