namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>An execution, and the incident it was started for.</summary>
internal readonly record struct Carrier(string IncidentId, string ExecutionName)
{
    /// <summary>False once the incident is another, or another execution has taken it over.</summary>
    public bool Carries(Incident incident) => incident.IncidentId == IncidentId && incident.ExecutionName == ExecutionName;
}
