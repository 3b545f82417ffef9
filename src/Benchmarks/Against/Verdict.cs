namespace KillSwitch.Benchmarks.Against;

/// <summary>What this build's figure is beside the other's.</summary>
internal enum Verdict
{
    /// <summary>No further from it than turns of one build are from each other.</summary>
    Same,

    Better,

    Worse,

    /// <summary>Further from it, and its unit does not tell which way is better.</summary>
    Different,

    /// <summary>Better or worse, as it may be for having been measured under less or more load.</summary>
    UnderOtherLoad,

    /// <summary>One of them has fewer than two turns.</summary>
    Unknown,
}
