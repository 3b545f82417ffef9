namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>What a decision makes of a scope's record. The very record it was given means that there is nothing to save.</summary>
/// <param name="Record">The record afterwards.</param>
/// <param name="Result">What came of it.</param>
internal sealed record Change<T>(ScopeRecord Record, T Result);
