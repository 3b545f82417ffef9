using System.Runtime.InteropServices;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Limits;

/// <summary>How many orders of a name the present second has brought, by the records' times. One thread at a time.</summary>
/// <param name="kinds">By what they are counted.</param>
internal sealed class SecondCounts(ScopeKind[] kinds)
{
    private const long Second = 1_000;

    private readonly Dictionary<UInt128, int> _counts = [];

    /// <summary>Of the names of the latest order, by kind: who asks need not look for them.</summary>
    private readonly int[] _latest = new int[Enum.GetValues<ScopeKind>().Length];
    private long _second = long.MinValue;

    /// <summary>Of the latest order's name of a kind that is counted by: how many its second has brought, itself included.</summary>
    public int OfLatest(ScopeKind kind) => _latest[(int)kind];

    public void Count(scoped in OrderInPlace order, long sentInMs)
    {
        var second = Math.DivRem(sentInMs, Second).Quotient;
        if (second != _second)
        {
            _second = second;
            _counts.Clear();
        }
        foreach (var kind in kinds)
        {
            var name = order.NameOf(kind);
            _latest[(int)kind] = name.IsEmpty ? 0 : OneMore(OrderKeys.OfName(kind, name));
        }
    }

    private int OneMore(UInt128 key) => ++CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _);
}
