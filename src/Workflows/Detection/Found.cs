using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>A limit that an order crossed in one window, before it is known whether it commands.</summary>
/// <param name="Signal">What was crossed.</param>
/// <param name="Epoch">What the window's orders were counted in.</param>
/// <param name="Said">Value and limit, in words for the operator.</param>
internal readonly record struct Found(RiskSignal Signal, CountingEpoch Epoch, string Said);
