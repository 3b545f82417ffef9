using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Limits;

/// <summary>
/// What one orders partition brought lately: enough to know a duplicate, and how many orders a second has seen. A function of the records
/// alone, whatever became of them, so that a router that reads them again remembers the same. One thread at a time.
/// </summary>
/// <param name="duplicateMs">How far back a duplicate can lie; 0 remembers none.</param>
/// <param name="countedBy">By what orders of a second are counted; empty for nothing.</param>
internal sealed class OrderMemory(long duplicateMs, ScopeKind[] countedBy)
{
    private readonly RecentKeys? _recent = duplicateMs > 0 ? new RecentKeys(duplicateMs) : null;
    private readonly SecondCounts? _counts = countedBy.Length > 0 ? new SecondCounts(countedBy) : null;

    /// <summary>Whether it would know all that one made for these would.</summary>
    public bool IsEnoughFor(long duplicate, IEnumerable<ScopeKind> kinds) => duplicate <= duplicateMs && !kinds.Except(countedBy).Any();

    /// <summary>Remembers an order.</summary>
    /// <param name="order">An order, not a cancel.</param>
    /// <param name="sentInMs">Its record's time, Unix ms.</param>
    /// <returns>How long before it another was that it could be a duplicate of; null if there was none.</returns>
    public long? Note(scoped in OrderInPlace order, long sentInMs)
    {
        _counts?.Count(order, sentInMs);
        if (_recent is null)
            return null;
        var sameId = _recent.See(OrderKeys.OfId(order), sentInMs);
        var sameContent = _recent.See(OrderKeys.OfContent(order), sentInMs);
        return sameId is null ? sameContent : sameContent is null ? sameId : Math.Min(sameId.Value, sameContent.Value);
    }

    /// <summary>
    /// Of a kind that is counted by: how many orders of the latest one's name its second has brought, itself included.
    /// </summary>
    public int OfThisSecond(ScopeKind kind) => _counts!.OfLatest(kind);
}
