namespace KillSwitch.Chaos.Evidence;

/// <summary>What an observer outside the system saw of the topics while the run went on.</summary>
/// <param name="Seen">State records, each when it was first read.</param>
/// <param name="Ends">In the order of time.</param>
internal sealed record WitnessNotes(IReadOnlyList<SeenState> Seen, IReadOnlyList<EndsSample> Ends);

/// <param name="Partition">Of the state topic.</param>
/// <param name="Offset">Of the record.</param>
/// <param name="At">By then it could be read.</param>
internal readonly record struct SeenState(int Partition, long Offset, TimeSpan At);

/// <summary>The gated topic's ends, then the state topic's: the second was asked when the first was answered.</summary>
/// <param name="At">When both had been answered.</param>
/// <param name="Gated">What stands below was written before <paramref name="State"/> was asked for.</param>
/// <param name="State">What stands at or above was written after <paramref name="Gated"/> was answered.</param>
internal sealed record EndsSample(TimeSpan At, IReadOnlyList<long> Gated, IReadOnlyList<long> State);
