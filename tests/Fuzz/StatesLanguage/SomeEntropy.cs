using KillSwitch.StatesLanguage;

namespace KillSwitch.Fuzz.Tests.StatesLanguage;

/// <summary>The same values every time, so that an input fails again.</summary>
internal sealed class SomeEntropy : IEntropy
{
    public Guid NewGuid() => new("11111111-2222-4333-8444-555555555555");

    public double NextDouble() => 0.5;

    public string NewTaskToken(string executionArn) => "token";
}
