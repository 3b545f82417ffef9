using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Ports;

/// <summary>Appends to <c>audit.v1</c>. An act that cannot be audited is not done: implementations throw rather than drop.</summary>
public interface IAuditLog
{
    /// <summary>Returns when the record is acknowledged.</summary>
    Task AppendAsync(StepAudit record, CancellationToken cancellationToken);
}
