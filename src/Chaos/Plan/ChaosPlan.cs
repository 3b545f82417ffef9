namespace KillSwitch.Chaos.Plan;

/// <summary>What is done when. A seed, a duration and the kinds say all of it.</summary>
internal static class ChaosPlan
{
    /// <summary>At most so many faults are at work or being recovered from at once.</summary>
    public const int AtOnce = 2;

    /// <summary>How often a fault begins while another is at work, where the two may.</summary>
    private const double Overlapping = 0.3;

    private const int MaxGapInMs = 3000;

    /// <summary>
    /// In the order of time. Every kind comes once before any comes twice; what would not be recovered from in time is left out.
    /// </summary>
    /// <param name="seed">The same seed gives the same plan.</param>
    /// <param name="duration">How long faults are done, recovery included.</param>
    /// <param name="kinds">At least one.</param>
    public static IReadOnlyList<PlannedFault> Make(int seed, TimeSpan duration, IReadOnlyList<FaultKind> kinds)
    {
        var random = new Random(seed);
        var plan = new List<PlannedFault>();
        var free = TimeSpan.Zero;
        while (true)
        {
            var round = kinds.ToArray();
            random.Shuffle(round);
            var began = plan.Count;
            foreach (var kind in round)
            {
                var next = Draw(kind, plan, free, random);
                if (next.Ends > duration)
                    continue;
                plan.Add(next);
                free = plan.Max(f => f.Ends);
            }
            if (plan.Count == began)
                return [.. plan.OrderBy(f => f.At)];
        }
    }

    /// <summary>Two things that are done to different parts, neither of them to all of Kafka, may be done at once.</summary>
    public static bool MayOverlap(FaultKind one, FaultKind other) =>
        one.On != other.On && one.Targets[0] != Names.AllBrokers && other.Targets[0] != Names.AllBrokers;

    private static PlannedFault Draw(FaultKind kind, List<PlannedFault> plan, TimeSpan free, Random random)
    {
        var lasts = kind.LastsAtLeast + ((kind.LastsAtMost - kind.LastsAtLeast) * random.NextDouble());
        var (target, dice, gap) = (
            kind.Targets[random.Next(kind.Targets.Count)],
            random.Next(),
            TimeSpan.FromMilliseconds(random.Next(MaxGapInMs))
        );
        var overlaps = random.NextDouble() < Overlapping;
        var at = free + gap;
        if (overlaps && plan.Count > 0 && Alone(plan) && MayOverlap(plan[^1].Kind, kind))
            at = plan[^1].At + ((plan[^1].Lasts + TimeSpan.FromSeconds(2)) * random.NextDouble());
        return new PlannedFault(at, kind, target, Rounded(lasts), dice) with { At = Rounded(at) };
    }

    /// <summary>Whether the last fault has none beside it.</summary>
    private static bool Alone(List<PlannedFault> plan) => plan.Count == 1 || plan[..^1].Max(f => f.Ends) <= plan[^1].At;

    private static TimeSpan Rounded(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Round(time.TotalMilliseconds));
}
