namespace KillSwitch.Cdk.Tests.Settings;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_ContextAndOutput_TakesBoth()
    {
        var line = CommandLine.Parse(["-c", "student=alice", "--output", "out", "-c", "people=a:b@c.d:operator=x"]);

        Assert.Null(line.Problem);
        Assert.Equal("alice", line.Context["student"]);
        Assert.Equal("a:b@c.d:operator=x", line.Context["people"]);
        Assert.Equal("out", line.Output);
    }

    [Theory]
    [InlineData("--student", "alice")]
    [InlineData("-c", "alice")]
    [InlineData("-c")]
    [InlineData("--output")]
    public void Parse_AnythingElse_SaysWhatIsNotUnderstood(params string[] args) =>
        Assert.StartsWith($"'{args[0]}' is not understood.", CommandLine.Parse(args).Problem, StringComparison.Ordinal);
}
