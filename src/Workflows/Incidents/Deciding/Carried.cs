namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>
/// Lets a transition happen only if the execution that asks for it still carries the open incident. Where the incident is closed, or
/// another execution took it over, the answer is null and nothing is saved.
/// </summary>
internal sealed record Carried<TAnswer>(Carrier By, ICarriedTransition<TAnswer> Transition) : ITransition<TAnswer?>
    where TAnswer : class
{
    public Change<TAnswer?> Decide(ScopeRecord record, long nowMs)
    {
        if (record.OpenIncident is not { } incident || !By.Carries(incident))
            return new(record, null);
        var change = Transition.Decide(record, incident, nowMs);
        return new(change.Record, change.Result);
    }
}
