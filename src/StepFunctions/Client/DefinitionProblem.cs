namespace KillSwitch.StepFunctions.Client;

/// <summary>What stands against a definition.</summary>
/// <param name="Code">As ValidateStateMachineDefinition names it.</param>
/// <param name="Message">For people.</param>
/// <param name="Location">Where in the definition; null where it is all of it.</param>
public sealed record DefinitionProblem(string Code, string Message, string? Location);
