using System.Collections.Frozen;
using System.Text;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Limits;

/// <summary>All limits there are, found by an order's names without making texts of them. Immutable.</summary>
public sealed class LimitTable
{
    private static readonly OrderLimits s_nothing = new();

    private readonly OwnedLimits? _global;

    /// <summary>Only kinds of which there are any.</summary>
    private readonly (ScopeKind Kind, FrozenDictionary<byte[], OwnedLimits[]>.AlternateLookup<ReadOnlySpan<byte>> Limits)[] _byKind;

    /// <param name="global">Of every order; null for none.</param>
    /// <param name="others">By scope, those of its groups behind its own.</param>
    public LimitTable(OrderLimits? global, IEnumerable<(Scope Scope, OwnedLimits Limits)> others)
    {
        _global = global is null ? null : new OwnedLimits(Scope.Global.ToString(), ScopeKind.Account, global);
        var all = others.ToList();
        _byKind =
        [
            .. all.GroupBy(o => o.Scope.Kind)
                .OrderBy(kind => kind.Key)
                .Select(kind => (
                    kind.Key,
                    kind.GroupBy(o => o.Scope.Value, o => o.Limits)
                        .ToFrozenDictionary(o => Encoding.UTF8.GetBytes(o.Key), o => o.ToArray(), Utf8Comparer.Instance)
                        .GetAlternateLookup<ReadOnlySpan<byte>>()
                )),
        ];
        All = [.. _global is null ? [] : new[] { _global }, .. all.Select(o => o.Limits).DistinctBy(l => l.Owner)];
        LongestDuplicate = All.Max(l => l.Limits.DuplicateWithin) ?? TimeSpan.Zero;
        Members = [.. from one in all where one.Scope.ToString() != one.Limits.Owner select new GroupMember(one.Limits.Owner, one.Scope)];
        CountedBy = [.. All.Where(l => l.Limits.MaxOrdersPerSecond is not null).Select(l => l.CountedBy).Distinct()];
    }

    /// <summary>Every order passes.</summary>
    public static LimitTable None { get; } = new(global: null, []);

    /// <summary>One for each owner, GLOBAL first.</summary>
    public IReadOnlyList<OwnedLimits> All { get; }

    /// <summary>Who is in the groups that have limits.</summary>
    public IReadOnlyList<GroupMember> Members { get; }

    /// <summary>How far back a duplicate can lie.</summary>
    public TimeSpan LongestDuplicate { get; }

    public bool AnyPerSecond => CountedBy.Length > 0;

    /// <summary>By what orders of a second are counted.</summary>
    internal ScopeKind[] CountedBy { get; }

    public bool IsEmpty => All.Count == 0;

    /// <summary>The same with some limits changed.</summary>
    /// <param name="changes">At most one for an owner and a rule. Of a group that has no accounts here it says nothing.</param>
    /// <param name="unreadable">Of whom nobody can tell what is allowed, and why.</param>
    public LimitTable With(IEnumerable<LimitOverride> changes, IEnumerable<(LimitOwner Owner, string Why)> unreadable)
    {
        var all = All.ToDictionary(owned => owned.Owner, owned => owned.Limits);
        foreach (var change in changes)
            all[change.Owner.ToString()] = Of(change.Owner).With(change.Rule, change.Value);
        foreach (var (owner, why) in unreadable)
            all[owner.ToString()] = Of(owner) with { Unreadable = why };
        var others = new List<(Scope, OwnedLimits)>();
        var accounts = Members.ToLookup(m => m.Group, m => m.Account);
        foreach (var (name, limits) in all.Where(one => one.Value != s_nothing && one.Key != Scope.Global.ToString()))
        {
            if (!LimitOwner.TryParse(name, out var owner, out var why))
                throw new InvalidOperationException($"Limits of nobody: {why}");
            var owned = new OwnedLimits(name, owner.CountedBy, limits);
            others.AddRange(owner.Group is null ? [(owner.Scope, owned)] : accounts[name].Select(account => (account, owned)));
        }
        var everybodys = all.GetValueOrDefault(Scope.Global.ToString());
        return new LimitTable(everybodys == s_nothing ? null : everybodys, others);

        OrderLimits Of(LimitOwner owner) => all.GetValueOrDefault(owner.ToString()) ?? s_nothing;
    }

    /// <summary>Those that an order is held against.</summary>
    internal ApplyingLimits Of(scoped in OrderInPlace order)
    {
        var applying = default(ApplyingLimits);
        if (_global is not null)
            applying.Add(_global);
        foreach (var (kind, limits) in _byKind)
        {
            Add(limits, order.NameOf(kind), ref applying);
            if (kind != ScopeKind.Symbol)
                continue;
            Add(limits, order.NamedUnderlying, ref applying);
            Add(limits, order.OptionRoot, ref applying);
        }
        return applying;
    }

    private static void Add(
        FrozenDictionary<byte[], OwnedLimits[]>.AlternateLookup<ReadOnlySpan<byte>> limits,
        scoped ReadOnlySpan<byte> name,
        ref ApplyingLimits applying
    )
    {
        if (name.IsEmpty || !limits.TryGetValue(name, out var found))
            return;
        foreach (var one in found)
            applying.Add(one);
    }
}
