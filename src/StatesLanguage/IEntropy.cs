namespace KillSwitch.StatesLanguage;

/// <summary>Where an execution's random values come from. They are written into its events, so replay never asks again.</summary>
public interface IEntropy
{
    /// <summary>A new UUID, version 4.</summary>
    Guid NewGuid();

    /// <summary>At least 0 and below 1, for jitter and States.MathRandom.</summary>
    double NextDouble();

    /// <summary>A token that nobody can guess, at most <see cref="Limits.TaskTokenLength"/> characters.</summary>
    string NewTaskToken(string executionArn);
}
