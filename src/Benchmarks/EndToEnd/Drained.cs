namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>How a heap of orders was worked off.</summary>
/// <param name="PerSecond">Orders a second, on average over the steady middle.</param>
/// <param name="CpuInUs">Processor time of this process for one order, start and end included: what is left of the speed where
/// others use the machine too.</param>
internal sealed record Drained(double PerSecond, double CpuInUs);
