namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>States that lead to each other: a state machine, a branch of a Parallel, the processor of a Map.</summary>
internal sealed record Flow(string StartAt, IReadOnlyDictionary<string, State> States);
