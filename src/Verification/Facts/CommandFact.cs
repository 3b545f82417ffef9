using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Facts;

/// <summary>A record of the commands topic that is a command.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Command">What it says.</param>
/// <param name="SentInMs">The record's time, Unix ms.</param>
/// <param name="Trace">Which it came with.</param>
public sealed record CommandFact(Place Place, Command Command, long SentInMs = 0, TraceId Trace = default);
