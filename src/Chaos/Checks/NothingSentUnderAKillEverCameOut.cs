using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Checks;

/// <summary>
/// Takes nobody's word and no clock but the driver's: an order that was sent after an outsider had read the kill of one of its scopes, and
/// was acknowledged before anybody approved the kill's end, must not be among the gated ones, however late it was decided.
/// </summary>
internal sealed class NothingSentUnderAKillEverCameOut : IChaosCheck
{
    private const string Name = "No order sent under a kill came out, neither under it nor after it";

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        var kills = KilledTimes.Of(evidence);
        var gated = evidence.Facts.Gated.Where(g => g.Source is not null).ToLookup(g => g.Source!.Value, g => g.Place);
        foreach (var entry in evidence.Driver.Ledger.Orders)
        {
            var source = new OrderSource(entry.Partition, entry.Offset);
            if (!evidence.Facts.Orders.TryFind(source, out var order) || Kill(order.Scopes, entry, kills) is not { } kill)
                continue;
            finding.Looked();
            foreach (var place in gated[source].Take(1))
            {
                finding.Wrong(
                    $"{source.AsId} was sent at {entry.Sent}, when {kill.Killed.In(Topics.State)} (version {kill.Version}) had been "
                        + $"read at {kill.Seen}, acknowledged at {entry.Acknowledged}, before its end was approved at {kill.Stood}, "
                        + $"and came out ({place.In(Topics.GatedOrders)})."
                );
            }
        }
        return finding.Result(
            Name,
            "By when an outsider had read a kill, and when people approved its end.",
            expected: true,
            "no order was sent under a kill"
        );
    }

    /// <summary>One that stood for the whole time in which the order was sent; null if none did.</summary>
    private static KilledTime? Kill(Scope[] scopes, LedgerOrder entry, Dictionary<Scope, List<KilledTime>> kills) => scopes
        .SelectMany(scope => kills.GetValueOrDefault(scope, []))
        .FirstOrDefault(k => k.Seen < entry.Sent && entry.Acknowledged < k.Stood);
}
