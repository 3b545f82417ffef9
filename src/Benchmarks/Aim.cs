namespace KillSwitch.Benchmarks;

/// <summary>What a figure, or its ratio to the baseline, should be.</summary>
internal sealed record Aim
{
    private Aim(double limit, bool isFloor, bool isRatio) => (Limit, IsFloor, IsRatio) = (limit, isFloor, isRatio);

    public double Limit { get; }

    /// <summary>The limit is the least, not the most.</summary>
    public bool IsFloor { get; }

    /// <summary>It is about the ratio to the baseline, not about the value.</summary>
    public bool IsRatio { get; }

    public static Aim AtLeast(double value) => new(value, isFloor: true, isRatio: false);

    public static Aim AtMost(double value) => new(value, isFloor: false, isRatio: false);

    public static Aim RatioAtLeast(double ratio) => new(ratio, isFloor: true, isRatio: true);

    public static Aim RatioAtMost(double ratio) => new(ratio, isFloor: false, isRatio: true);

    public bool? IsMet(double value, double? ratio)
    {
        if ((IsRatio ? ratio : value) is not { } measured)
            return null;
        return IsFloor ? measured >= Limit : measured <= Limit;
    }

    public override string ToString() =>
        $"{(IsFloor ? "≥" : "≤")} {(IsRatio ? FormattableString.Invariant($"{Limit:0.##} ×") : Figures.Show(Limit))}";
}
