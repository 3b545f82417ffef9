using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Auditing;

/// <summary>What an incident held back in one batch.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Log">Which topic the batch is of.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Dropped">By rising offset; at least one.</param>
public sealed record HeldBackOrders(string IncidentId, string Log, int Partition, IReadOnlyList<AuditEntry> Dropped)
{
    public static IEnumerable<HeldBackOrders> In(AuditBatch batch) =>
        batch.Entries
            .Where(entry => entry.Decision == Decision.Drop)
            .SelectMany(entry => entry.IncidentIds, (entry, incident) => (entry, incident))
            .GroupBy(held => held.incident, held => held.entry)
            .Select(held => new HeldBackOrders(held.Key, batch.Log, batch.Partition, [.. held]));
}
