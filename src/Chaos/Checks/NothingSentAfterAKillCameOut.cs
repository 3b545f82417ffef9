using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Checks;

/// <summary>
/// Takes nobody's word, not the router's for its state either: an order that was sent after an outsider had read the kill of one of its
/// scopes must not be among the gated ones before the scope's next ACTIVE is written.
/// </summary>
internal sealed class NothingSentAfterAKillCameOut : IChaosCheck
{
    private const string Name = "No order sent after a kill could be read came out before the scope was restored";

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        var ends = evidence.Driver.Witness.Ends;
        var kills = KilledTimes.Of(evidence);
        var sent = evidence.Driver.Ledger.Orders.ToDictionary(o => new OrderSource(o.Partition, o.Offset), o => o.Sent);
        foreach (var copy in evidence.Facts.Gated)
        {
            if (copy.Source is not { } source
                || !sent.TryGetValue(source, out var at)
                || !evidence.Facts.Orders.TryFind(source, out var order))
            {
                continue;
            }
            finding.Looked();
            foreach (var scope in order.Scopes)
            {
                var broken = kills.GetValueOrDefault(scope)?.FirstOrDefault(k => k.Seen < at && WasOutBefore(copy.Place, k, ends));
                if (broken is { } kill)
                    finding.Wrong($"{source.AsId} was sent at {at}, when {Says(kill, scope)} ({copy.Place.In(Topics.GatedOrders)}).");
            }
        }
        return finding.Result(Name, "By when an outsider had read what.", expected: true, "no gated order was acknowledged to its sender");
    }

    private static string Says(KilledTime kill, Scope scope) =>
        $"{kill.Killed.In(Topics.State)} ({scope}, version {kill.Version}) had been read at {kill.Seen}, and was out before "
        + (kill.Lifted is { } lifted ? $"{lifted.In(Topics.State)} restored it" : "anything restored it");

    private static bool WasOutBefore(Place copy, KilledTime kill, IReadOnlyList<EndsSample> samples)
    {
        if (kill.Lifted is not { } lifted)
            return true;
        var (low, high) = (0, samples.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (samples[middle].Gated[copy.Partition] > copy.Offset)
                high = middle;
            else
                low = middle + 1;
        }
        return low < samples.Count && samples[low].State[lifted.Partition] <= lifted.Offset;
    }
}
