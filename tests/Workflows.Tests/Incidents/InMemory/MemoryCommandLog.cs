using System.Text.Json;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary>The command topic: what was written, as the intake receives it.</summary>
internal sealed class MemoryCommandLog(Faults faults) : ICommandLog
{
    public List<ReceivedCommand> Records { get; } = [];

    public Task AppendAsync(Command command, string? attestation, string? traceParent, CancellationToken cancellationToken) =>
        faults.AroundAsync("command", () => Records.Add(new(
            JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command),
            command.Scope.ToString(), attestation, traceParent, $"commands-0@{Records.Count}", command.Ts)));
}
