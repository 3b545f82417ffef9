using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>A limit that an order crossed in one window, before it is known whether it commands.</summary>
/// <param name="Signal">What was crossed.</param>
/// <param name="From">What the window's orders were counted from.</param>
/// <param name="Said">Value and limit, in words for the operator.</param>
internal readonly record struct Found(RiskSignal Signal, Restore From, string Said);
