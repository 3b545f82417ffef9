namespace KillSwitch.Api.Health;

/// <summary>What <c>GET /health</c> answers.</summary>
/// <param name="Healthy">Whether every part is.</param>
/// <param name="Parts">The parts.</param>
public sealed record HealthReport(bool Healthy, IReadOnlyList<PartHealth> Parts);
