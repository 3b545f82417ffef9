namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>The execution has run its first step: from here on nobody starts it again.</summary>
internal sealed record BindLimitExecution(string ExecutionArn) : ICarriedLimitTransition<LimitChange>
{
    public LimitMove<LimitChange> Decide(LimitRecord record, LimitChange change, long nowMs)
    {
        if (change.ExecutionArn == ExecutionArn)
            return new(record, change);
        var bound = change with { ExecutionArn = ExecutionArn };
        return new(record.With(bound), bound);
    }
}
