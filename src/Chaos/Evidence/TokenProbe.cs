namespace KillSwitch.Chaos.Evidence;

/// <summary>What Step Functions says of the task token that an open incident waits with.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Problem">Null if the token is good.</param>
internal sealed record TokenProbe(string IncidentId, string? Problem);
