namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>A transition that only the execution which carries the change may ask for, see <see cref="CarriedLimit{TAnswer}"/>.</summary>
internal interface ICarriedLimitTransition<TAnswer>
    where TAnswer : class
{
    /// <inheritdoc cref="ILimitTransition{TAnswer}.Decide"/>
    /// <param name="record">The limit's record as it was loaded.</param>
    /// <param name="change">The change in it.</param>
    /// <param name="nowMs">Unix ms.</param>
    LimitMove<TAnswer> Decide(LimitRecord record, LimitChange change, long nowMs);
}
