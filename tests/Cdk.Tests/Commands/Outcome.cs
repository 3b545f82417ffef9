namespace KillSwitch.Cdk.Tests.Commands;

/// <summary>How a command ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    public string Said => Output + Errors;

    /// <summary>It ended with that code; if not, what it said is in the message.</summary>
    public Outcome EndedWith(int code)
    {
        Assert.True(ExitCode == code, $"It ended with {ExitCode} instead of {code}:\n{Said}");
        return this;
    }

    public Outcome AndSaid(params string[] parts)
    {
        foreach (var part in parts)
            Assert.Contains(part, Said);
        return this;
    }
}
