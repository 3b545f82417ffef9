using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

/// <summary>The end of what held a scope's orders back.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Place">The record in the state topic.</param>
/// <param name="AtInMs">Its time, Unix ms: what was sent up to then stays held back.</param>
internal sealed record Restore(Scope Scope, Place Place, long AtInMs);
