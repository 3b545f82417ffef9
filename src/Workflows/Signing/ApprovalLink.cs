namespace KillSwitch.Workflows.Signing;

/// <summary>What a callback link names. It carries no power: deciding takes an authenticated person.</summary>
/// <param name="Id">The incident, or the change of a limit.</param>
/// <param name="Request">Which request of it.</param>
/// <param name="ExpiresTs">Until when it can be used to decide, Unix ms.</param>
public sealed record ApprovalLink(string Id, int Request, long ExpiresTs);
