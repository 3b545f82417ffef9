using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Ports;

/// <summary>Reads <c>killswitch.state.v1</c> as a router that starts now would see it.</summary>
public interface IStateReader
{
    /// <summary>Every scope's newest state, by version, as of the topic's end when the call began.</summary>
    Task<IReadOnlyDictionary<Scope, KillState>> ReadAsync(CancellationToken cancellationToken);
}
