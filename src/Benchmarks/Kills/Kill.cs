using KillSwitch.Benchmarks.EndToEnd;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>What the topics tell of one kill. Times are Unix ms; null where it has not happened.</summary>
/// <param name="Hot">The scope, which orders belonged to before and after.</param>
internal sealed record Kill(HotScope Hot)
{
    /// <summary>When the command was handed to its topic, by its producer's clock.</summary>
    public long? CommandedAt { get; init; }

    /// <summary>When KILLED became readable, by the broker's clock.</summary>
    public long? PublishedAt { get; init; }

    /// <summary>When ACTIVE became readable after it.</summary>
    public long? RestoredAt { get; init; }

    /// <summary>When the last order of the scope that was allowed was decided.</summary>
    public long? LastAllowedAt { get; init; }

    public int Allowed { get; init; }

    public int Dropped { get; init; }

    /// <summary>Null until both are there.</summary>
    public long? CommandToPublishedInMs => PublishedAt - CommandedAt;

    /// <summary>
    /// How much later than the state the last order was allowed; 0 where none was later. Null where the scope had no orders on both
    /// sides of
    /// the kill, which would prove nothing.
    /// </summary>
    public long? PublishedToLastAllowedInMs => Dropped > 0 && LastAllowedAt - PublishedAt is { } later ? Math.Max(0, later) : null;

    public Kill Decided(bool allowed, long at) => allowed
        ? this with { Allowed = Allowed + 1, LastAllowedAt = Math.Max(LastAllowedAt ?? 0, at) }
        : this with { Dropped = Dropped + 1 };
}
