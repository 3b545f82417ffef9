using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>Which limits of others hold every order of an owner, too: where one of them is stricter, a change changes nothing.</summary>
/// <param name="store">What was changed.</param>
/// <param name="file">What the limits file says.</param>
internal sealed class LimitOthers(ILimitStore store, LimitTable file)
{
    /// <returns>A sentence that names a stricter limit; empty where there is none, or that cannot be found out just now.</returns>
    public async Task<string> StricterAsync(LimitKey key, decimal? value, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var other in Others(key))
            {
                var record = await store.LoadAsync(other, cancellationToken);
                var holds = record.Holds(file.Says(other));
                if (LimitComparison.IsTighter(key.Rule, holds, value))
                    return $"The stricter {other.Words}, {LimitWords.Value(key.Rule, holds)}, counts all the same: as long as it stands, "
                        + "this has no effect on any order.";
            }
        }
        catch (StoreUnavailableException)
        {
            // Nobody's act waits for it.
        }
        return "";
    }

    private IEnumerable<LimitKey> Others(LimitKey key)
    {
        if (!LimitOwner.TryParse(key.Owner, out var owner, out _) || key.Owner == Scope.Global.ToString())
            yield break;
        // Orders of a second are counted by account for GLOBAL and groups; those of a desk or symbol are another number.
        if (key.Rule == LimitRule.MaxOrdersPerSecond && owner.CountedBy != ScopeKind.Account)
            yield break;
        yield return new LimitKey(Scope.Global.ToString(), key.Rule);
        if (owner.Group is not null)
            yield break;
        foreach (var group in file.Members.Where(member => member.Account == owner.Scope))
            yield return new LimitKey(group.Group, key.Rule);
    }
}
