using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Ports;

/// <summary>Appends to <c>killswitch.commands.v1</c>.</summary>
public interface ICommandLog
{
    /// <summary>Returns when the record is acknowledged.</summary>
    /// <param name="command">The command; its scope is the record's key.</param>
    /// <param name="attestation">The operator API's proof of the person behind it; null for a detector. See
    /// <see cref="Headers.Attestation"/>.</param>
    /// <param name="traceParent">Trace of what caused it.</param>
    /// <param name="cancellationToken">Gives up waiting; the record may still arrive.</param>
    Task AppendAsync(Command command, string? attestation, string? traceParent, CancellationToken cancellationToken);
}
