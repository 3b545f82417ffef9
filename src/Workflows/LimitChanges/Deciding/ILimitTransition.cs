namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>
/// Something that happens to a limit's changes, and all that it changes: a file each, and nothing outside this folder changes one.
/// </summary>
/// <typeparam name="TAnswer">What whoever asked for it hears.</typeparam>
internal interface ILimitTransition<TAnswer>
{
    /// <summary>Pure. It may be decided several times before a save goes through, so it recognises its own effect.</summary>
    /// <param name="record">The limit's record as it was loaded.</param>
    /// <param name="nowMs">Unix ms.</param>
    /// <returns>With the very record it was given where there is nothing to save.</returns>
    LimitMove<TAnswer> Decide(LimitRecord record, long nowMs);
}

/// <summary>What a decision makes of a limit's record. The very record it was given means that there is nothing to save.</summary>
/// <param name="Record">The record afterwards.</param>
/// <param name="Result">What came of it.</param>
internal sealed record LimitMove<TAnswer>(LimitRecord Record, TAnswer Result);
