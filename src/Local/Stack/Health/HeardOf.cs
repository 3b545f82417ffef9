using KillSwitch.Api.Health;

namespace KillSwitch.Local.Stack.Health;

/// <summary>What one process of an installation says of the parts it runs.</summary>
/// <param name="ProcessId">Which process.</param>
/// <param name="Ts">When it said so, Unix ms.</param>
/// <param name="Parts">How they do.</param>
internal sealed record HeardOf(int ProcessId, long Ts, IReadOnlyList<PartHealth> Parts);
