using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

internal sealed class MemoryAudit(Faults faults) : IAuditLog
{
    public List<StepAudit> Records { get; } = [];

    public Task AppendAsync(StepAudit record, CancellationToken cancellationToken) =>
        faults.AroundAsync("audit", () => Records.Add(record));
}
