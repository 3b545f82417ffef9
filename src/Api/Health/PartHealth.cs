namespace KillSwitch.Api.Health;

/// <summary>How one part of the stack does.</summary>
/// <param name="Part">Its name: <c>router-1</c>, <c>engine</c>, <c>intake</c>.</param>
/// <param name="Healthy">Whether it does its work.</param>
/// <param name="Detail">For people: what it does, or what is wrong and what to do. Shown to whoever asks: no secrets.</param>
public sealed record PartHealth(string Part, bool Healthy, string Detail);
