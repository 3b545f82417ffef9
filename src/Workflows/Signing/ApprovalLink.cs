namespace KillSwitch.Workflows.Signing;

/// <summary>What a callback link names. It carries no power: deciding takes an authenticated person.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Request">Which unkill request of it.</param>
/// <param name="ExpiresTs">Until when it can be used to decide, Unix ms.</param>
public sealed record ApprovalLink(string IncidentId, int Request, long ExpiresTs);
