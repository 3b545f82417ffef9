namespace KillSwitch.Workflows.Ports;

/// <summary>What an idempotency key was first used for.</summary>
/// <param name="Id">Of the person and the key together; longer than any command's id may be, so that no command ever stands in its
/// place.</param>
/// <param name="Fingerprint">SHA-256 of the act, its target and all that was said with it, in hexadecimal. A repeat has the same.</param>
/// <param name="Act">The act, as audits name it.</param>
/// <param name="Caused">What it leads to: the command's id, or the approval link's.</param>
/// <param name="FirstTs">When the key was first used, Unix ms.</param>
public sealed record KeyUse(string Id, string Fingerprint, string Act, string Caused, long FirstTs);
