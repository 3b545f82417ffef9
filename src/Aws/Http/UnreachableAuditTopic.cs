using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Aws.Http;

/// <summary>
/// The audit's topic as the approval page's function has it: not at all, as it runs outside the cluster's network. What the index has is
/// shown with that, and never as all there is.
/// </summary>
public sealed class UnreachableAuditTopic : IAuditTopic
{
    public Task<AuditLogStand> LookAsync(CancellationToken cancellationToken) => throw Unreachable();

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(int partition, long from, long end, int most, CancellationToken cancellationToken) =>
        throw Unreachable();

    private static AuditTopicUnavailableException Unreachable() =>
        new("this page cannot ask the topic; signed in, GET /incidents/ID can.");
}
