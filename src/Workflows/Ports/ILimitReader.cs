using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Ports;

/// <summary>Reads <c>limits.v1</c> as a router that starts now would see it.</summary>
public interface ILimitReader
{
    /// <summary>
    /// The newest record of every limit that can be read, by the record's key, as of the topic's end when the call began.
    /// </summary>
    Task<IReadOnlyDictionary<string, LimitState>> ReadAsync(CancellationToken cancellationToken);
}
