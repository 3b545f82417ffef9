namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>The execution ended although the change has not: another, of the next generation, takes it over.</summary>
/// <param name="Ended">The execution that ended.</param>
internal sealed record ReplaceLimitExecution(LimitCarrier Ended) : ILimitTransition<LimitChange?>
{
    /// <returns>Null where it does not carry the change any more.</returns>
    public LimitMove<LimitChange?> Decide(LimitRecord record, long nowMs)
    {
        if (Ended.In(record) is not { } change)
            return new(record, null);
        var generation = change.Generation + 1;
        var next = change with
        {
            Generation = generation,
            ExecutionName = LimitChangeNames.Execution(change.Key, change.ChangeId, generation),
            ExecutionArn = null,
            Wait = null,
        };
        return new(record.With(next), next);
    }
}
