using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Facts;

/// <summary>A record of <c>limits.v1</c>.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="PublishedInMs">The record's time, Unix ms.</param>
/// <param name="State">What it says; null if it cannot be read.</param>
/// <param name="IsLooser">Whether it let more through than what held before it.</param>
public sealed record LimitFact(Place Place, long PublishedInMs, LimitState? State, bool IsLooser);
