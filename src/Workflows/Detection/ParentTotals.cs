namespace KillSwitch.Workflows.Detection;

/// <summary>The children of one parent.</summary>
/// <param name="Children">How many.</param>
/// <param name="Shares">What they ask for together.</param>
/// <param name="Asked">What the parent asked for; the smallest of what its children say, or <see cref="Unknown"/>.</param>
internal readonly record struct ParentTotals(long Children, decimal Shares, decimal Asked)
{
    /// <summary>None of them said.</summary>
    public const decimal Unknown = decimal.MaxValue;

    public static ParentTotals None { get; } = new(0, 0, Unknown);

    public ParentTotals Plus(ParentTotals other) =>
        new(Children + other.Children, Shares + other.Shares, Math.Min(Asked, other.Asked));
}
