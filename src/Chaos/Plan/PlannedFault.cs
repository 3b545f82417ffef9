namespace KillSwitch.Chaos.Plan;

/// <summary>One fault of a plan.</summary>
/// <param name="At">When it begins, from the beginning of the faults.</param>
/// <param name="Kind">Which.</param>
/// <param name="Target">One of the kind's.</param>
/// <param name="Lasts">How long its cause stays.</param>
/// <param name="Dice">Whatever else is left to chance, so that a seed says all of it.</param>
internal sealed record PlannedFault(TimeSpan At, FaultKind Kind, string Target, TimeSpan Lasts, int Dice)
{
    /// <summary>From when on something else may be done to the same.</summary>
    public TimeSpan Ends => At + Lasts + Kind.Recovers;
}
