using KillSwitch.Benchmarks.Cli;

namespace KillSwitch.Benchmarks.Tests.Cli;

public sealed class BenchCommandTests
{
    [Theory]
    [InlineData("core", "--turns", "3")]
    [InlineData("core", "--against", "HEAD", "--turns", "1")]
    [InlineData("core", "--against")]
    [InlineData("soak", "--against", "HEAD")]
    [InlineData("core", "--out", "")]
    [InlineData("core", "--other-spark", "")]
    [InlineData("soak", "--out", "")]
    public async Task RunAsync_OptionsThatCannotBeFollowed_AreRefusedBeforeAnythingRuns(params string[] arguments) =>
        Assert.Equal(2, await BenchCommand.RunAsync(arguments));
}
