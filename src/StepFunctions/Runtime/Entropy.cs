using KillSwitch.StatesLanguage;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>Real random values.</summary>
internal sealed class Entropy : IEntropy
{
    public Guid NewGuid() => Guid.NewGuid();

    public double NextDouble() => Random.Shared.NextDouble();

    public string NewTaskToken(string executionArn) => TaskToken.New();
}
