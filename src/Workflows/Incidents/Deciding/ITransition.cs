namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>
/// Something that happens to a scope's incident, and all that it changes: a file each, and nothing outside this folder changes an
/// incident. docs/incidents.md shows what each does in each phase.
/// </summary>
/// <typeparam name="TAnswer">What whoever asked for it hears.</typeparam>
internal interface ITransition<TAnswer>
{
    /// <summary>Pure. It may be decided several times before a save goes through, so it recognises its own effect.</summary>
    /// <param name="record">The scope's record as it was loaded.</param>
    /// <param name="nowMs">Unix ms.</param>
    /// <returns>With the very record it was given where there is nothing to save.</returns>
    Change<TAnswer> Decide(ScopeRecord record, long nowMs);
}
