namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// One function as Lambda would run it: JSON in, JSON out. What it throws reaches the state machine under its class name.
/// </summary>
public delegate Task<byte[]> StepFunction(ReadOnlyMemory<byte> input, CancellationToken cancellationToken);
