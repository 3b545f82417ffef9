namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>A transition that only the execution which carries the incident may ask for, see <see cref="Carried{TAnswer}"/>.</summary>
internal interface ICarriedTransition<TAnswer>
    where TAnswer : class
{
    /// <inheritdoc cref="ITransition{TAnswer}.Decide"/>
    /// <param name="record">The scope's record as it was loaded.</param>
    /// <param name="incident">The open incident in it.</param>
    /// <param name="nowMs">Unix ms.</param>
    Change<TAnswer> Decide(ScopeRecord record, Incident incident, long nowMs);
}
