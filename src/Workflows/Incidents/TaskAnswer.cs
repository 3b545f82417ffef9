namespace KillSwitch.Workflows.Incidents;

/// <summary>The output a waiting task is completed with.</summary>
/// <param name="Outcome">Where the execution goes next.</param>
/// <param name="Request">The unkill request it is about, where there is one.</param>
public sealed record TaskAnswer(StepOutcome Outcome, int? Request);
