namespace KillSwitch.Workflows.Detection;

/// <summary>A limit that was crossed.</summary>
/// <param name="Value">What was measured, in the rule's unit.</param>
/// <param name="Threshold">What it may not exceed, in the same unit.</param>
/// <param name="Said">Both, in words for the operator.</param>
internal sealed record Crossing(decimal Value, decimal Threshold, string Said);
