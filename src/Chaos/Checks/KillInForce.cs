using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>When a kill that was accepted came into force, as an outsider saw.</summary>
/// <param name="Kill">The first delivery of the command.</param>
/// <param name="Seen">When KILLED of its scope was first read; null if it never was.</param>
/// <param name="Faults">What was at work between the two.</param>
/// <param name="WasStarting">Whether the stack's processes were starting when it was given.</param>
internal sealed record KillInForce(LedgerCommand Kill, TimeSpan? Seen, IReadOnlyList<InjectedFault> Faults, bool WasStarting)
{
    public TimeSpan? Took => Seen - Kill.Sent;

    /// <summary>Every kill of a scope that was not killed at that moment.</summary>
    public static IReadOnlyList<KillInForce> Of(ChaosEvidence evidence)
    {
        var seen = evidence.Driver.Witness.Seen.GroupBy(s => new Place(s.Partition, s.Offset))
            .ToDictionary(g => g.Key, g => g.Min(s => s.At));
        var states = evidence.Facts.States.Where(s => s.IsState && seen.ContainsKey(s.Place))
            .GroupBy(s => s.State!.Scope)
            .ToDictionary(g => g.Key, g => g.OrderBy(s => s.Place.Offset).Select(s => (s.State!, At: seen[s.Place])).ToList());
        // One that is lost altogether is found elsewhere.
        var kept = evidence.Facts.Commands.Select(c => c.Command.CmdId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. evidence.Driver.Ledger.Commands.Where(c => c.Action == CommandAction.Kill && kept.Contains(c.CmdId))
                .GroupBy(c => c.CmdId, StringComparer.Ordinal)
                .Select(deliveries => deliveries.MinBy(d => d.Sent)!)
                .Select(kill => Of(kill, states.GetValueOrDefault(kill.Scope) ?? [], evidence.Driver))
                .OfType<KillInForce>(),
        ];
    }

    private static KillInForce? Of(LedgerCommand kill, List<(KillState State, TimeSpan At)> states, DriverNotes driver)
    {
        var before = states.Where(s => s.At <= kill.Sent).Select(s => s.State).MaxBy(s => s.Version);
        if (before is { Status: KillStatus.Killed })
            return null;
        var after = states.Where(s => s.At > kill.Sent && s.State.Status == KillStatus.Killed && s.State.Version > (before?.Version ?? 0));
        TimeSpan? at = after.Any() ? after.Min(s => s.At) : null;
        var until = at ?? TimeSpan.MaxValue;
        var faults = driver.Faults.Where(f => f.Injected <= until && (f.Recovered ?? TimeSpan.MaxValue) >= kill.Sent);
        return new(kill, at, [.. faults], WasStarting: kill.Sent < driver.Ready);
    }
}
