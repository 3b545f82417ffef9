namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>An execution, and the change it was started for.</summary>
internal readonly record struct LimitCarrier(string ChangeId, string ExecutionName)
{
    /// <summary>The change it carries; null once that has ended, or another execution has taken it over.</summary>
    public LimitChange? In(LimitRecord record) =>
        record.Find(ChangeId) is { } change && change.ExecutionName == ExecutionName ? change : null;
}

/// <summary>
/// Lets a transition happen only if the execution that asks for it still carries the change. Otherwise the answer is null and nothing is
/// saved.
/// </summary>
internal sealed record CarriedLimit<TAnswer>(LimitCarrier By, ICarriedLimitTransition<TAnswer> Transition) : ILimitTransition<TAnswer?>
    where TAnswer : class
{
    public LimitMove<TAnswer?> Decide(LimitRecord record, long nowMs)
    {
        if (By.In(record) is not { } change)
            return new(record, null);
        var move = Transition.Decide(record, change, nowMs);
        return new(move.Record, move.Result);
    }
}
