using KillSwitch.Verification.Facts;

namespace KillSwitch.Chaos.Evidence;

/// <summary>All that a run left behind, and what the driver wrote down meanwhile.</summary>
/// <param name="Driver">From outside the system.</param>
/// <param name="Facts">From topics, histories and store.</param>
/// <param name="Tokens">One for each open incident that waits.</param>
/// <param name="Secrets">Found while all of it was read.</param>
internal sealed record ChaosEvidence(DriverNotes Driver, RunFacts Facts, IReadOnlyList<TokenProbe> Tokens, SecretScan Secrets);
