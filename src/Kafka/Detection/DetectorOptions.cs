namespace KillSwitch.Kafka.Detection;

/// <summary>How the detector reads and writes; what it looks for is in <see cref="Workflows.Detection.DetectionSettings"/>.</summary>
public sealed record DetectorOptions
{
    private static readonly TimeSpan s_leastRebuild = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How far back, in record time, orders are read at start to rebuild the open windows; at least window + lateness. Default: twice
    /// that, and not less than 15 minutes. More is needed only where event time runs slower than the clock, as in a slow replay.
    /// </summary>
    public TimeSpan? Rebuild { get; init; }

    /// <summary>How long a partition that does not answer holds up the others. Default 2 s, 0 to 1 minute.</summary>
    public TimeSpan MergeWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Records kept of one partition while another holds it up, before it is paused. Default 5,000, 100 to 1,000,000.</summary>
    public int MergeBuffer { get; init; } = 5_000;

    /// <summary>
    /// Whether an order may say that it is played again, and be measured at its own time alone (the header <c>replay</c>). Default no: on
    /// orders that are to be held against a limit now, it would be a way around it.
    /// </summary>
    public bool Replays { get; init; }

    /// <summary><see cref="Rebuild"/>, or what follows from the windows.</summary>
    public TimeSpan RebuildOf(TimeSpan window, TimeSpan lateness) =>
        Rebuild ?? (2 * (window + lateness) > s_leastRebuild ? 2 * (window + lateness) : s_leastRebuild);

    /// <exception cref="ArgumentException">Naming every value that is out of range, and what it may be.</exception>
    public void Validate(TimeSpan window, TimeSpan lateness)
    {
        var problems = new List<string>();
        if (RebuildOf(window, lateness) < window + lateness)
            problems.Add(
                $"{nameof(Rebuild)} is {Rebuild} and window + lateness is {window + lateness}: it must be at least that, or else a restarted detector would not know the orders of windows that are still open."
            );
        if (MergeWait < TimeSpan.Zero || MergeWait > TimeSpan.FromMinutes(1))
            problems.Add($"{nameof(MergeWait)} is {MergeWait}: it may be 0 to 1 minute.");
        if (MergeBuffer is < 100 or > 1_000_000)
            problems.Add($"{nameof(MergeBuffer)} is {MergeBuffer}: it may be 100 to 1,000,000 records.");
        if (problems.Count > 0)
            throw new ArgumentException("The detector's options are not usable:\n- " + string.Join("\n- ", problems));
    }
}
