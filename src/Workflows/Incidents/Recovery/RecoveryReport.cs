using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents.Recovery;

/// <summary>What a recovery pass did.</summary>
/// <param name="OpenIncidents">How many it looked at.</param>
/// <param name="Republished">Scopes whose state the topic lacked: published again.</param>
/// <param name="Repaired">Scopes whose state in the topic contradicted an open incident: KILLED under a new version.</param>
/// <param name="Adopted">Scopes killed in the topic for which no incident was open: one was opened.</param>
/// <param name="ExecutionsStarted">Scopes whose execution should have been running and was not: started.</param>
/// <param name="AnswersSent">Scopes with a waiting task that was answered; the answer was sent again.</param>
public sealed record RecoveryReport(
    int OpenIncidents,
    IReadOnlyList<Scope> Republished,
    IReadOnlyList<Scope> Repaired,
    IReadOnlyList<Scope> Adopted,
    IReadOnlyList<Scope> ExecutionsStarted,
    IReadOnlyList<Scope> AnswersSent);
