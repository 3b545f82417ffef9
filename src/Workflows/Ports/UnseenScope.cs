using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Ports;

/// <summary>A scope that no order named in the last day: it may be another's name, mistyped.</summary>
/// <param name="Nearest">Up to three scopes of its kind that orders named in that time and that somebody may have meant, the nearest
/// first.</param>
/// <param name="SinceTs">Since when none did, Unix ms, where less than a day is known; null for the day.</param>
public sealed record UnseenScope(IReadOnlyList<Scope> Nearest, long? SinceTs);
