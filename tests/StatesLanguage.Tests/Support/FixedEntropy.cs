namespace KillSwitch.StatesLanguage.Tests.Support;

/// <summary>Values that are the same in every run: tokens are numbered, random numbers given.</summary>
internal sealed class FixedEntropy : IEntropy
{
    private int _tokens;

    public double Random { get; set; } = 0.5;

    public Guid NewGuid() => new("11111111-2222-4333-8444-555555555555");

    public double NextDouble() => Random;

    public string NewTaskToken(string executionArn) => $"token-{++_tokens}";
}
