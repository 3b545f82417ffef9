using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>A limit that was crossed, and what is to be done about it.</summary>
/// <param name="Signal">What was crossed. Once for each scope, rule and window.</param>
/// <param name="Command">The kill, if this is the signal of the breach that commands it; see <see cref="KillPolicy"/>.</param>
/// <param name="ArrivedTs">When that order arrived in the topic, Unix ms.</param>
/// <param name="TraceParent">Trace of the order that crossed the limit.</param>
public sealed record Detected(RiskSignal Signal, Command? Command, long ArrivedTs, string? TraceParent);
