using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Checks;

/// <summary>A time in which a scope was killed.</summary>
/// <param name="Killed">The state record.</param>
/// <param name="Version">Its version.</param>
/// <param name="Seen">When an outsider first read it.</param>
/// <param name="Lifted">The next ACTIVE of a higher version; null if there is none.</param>
/// <param name="Stood">
/// Until when the kill stood for certain: nobody had approved its end yet. Null where the driver knows of no approval that ended it.
/// </param>
internal sealed record KilledTime(Place Killed, long Version, TimeSpan Seen, Place? Lifted, TimeSpan? Stood);

/// <summary>When which scope was known to be killed.</summary>
internal static class KilledTimes
{
    public static Dictionary<Scope, List<KilledTime>> Of(ChaosEvidence evidence)
    {
        var seen = evidence.Driver.Witness.Seen.GroupBy(s => new Place(s.Partition, s.Offset))
            .ToDictionary(g => g.Key, g => g.Min(s => s.At));
        var approved = evidence.Driver.Ledger.Decisions.Where(d => d.Verdict == Verdict.Approve)
            .GroupBy(d => d.IncidentId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (TimeSpan?)g.Min(d => d.Sent), StringComparer.Ordinal);
        var times = new Dictionary<Scope, List<KilledTime>>();
        foreach (var scope in evidence.Facts.States.Where(s => s.IsState).GroupBy(s => s.State!.Scope))
        {
            var records = scope.OrderBy(s => s.Place.Offset).ToList();
            for (var i = 0; i < records.Count; i++)
            {
                var state = records[i].State!;
                if (state.Status != KillStatus.Killed
                    || !seen.TryGetValue(records[i].Place, out var at)
                    || records.Take(i).Any(r => r.State!.Version > state.Version))
                {
                    continue;
                }
                var lifted = records.Skip(i + 1)
                    .FirstOrDefault(r => r.State!.Status == KillStatus.Active && r.State.Version > state.Version);
                if (!times.TryGetValue(scope.Key, out var list))
                    times[scope.Key] = list = [];
                var stood = lifted is null ? TimeSpan.MaxValue : approved.GetValueOrDefault(lifted.State!.IncidentId);
                list.Add(new KilledTime(records[i].Place, state.Version, at, lifted?.Place, stood));
            }
        }
        return times;
    }
}
