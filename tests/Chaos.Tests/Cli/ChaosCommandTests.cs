using KillSwitch.Chaos.Cli;
using KillSwitch.Chaos.Plan;
using KillSwitch.Hosting;
using KillSwitch.Local.Cli;

namespace KillSwitch.Chaos.Tests.Cli;

public class ChaosCommandTests
{
    [Theory]
    [InlineData("--only", "router-kill,nonsense")]
    [InlineData("--minutes", "0")]
    [InlineData("--minutes", "many")]
    [InlineData("--rate", "5")]
    [InlineData("--delivery", "none")]
    [InlineData("--delivery", "transactional")]
    [InlineData("--only", "brokers-kill")]
    [InlineData("--nonsense")]
    [InlineData("--report", "")]
    public async Task RunAsync_WhatCannotBeDone_StartsNothing(params string[] args) =>
        Assert.Equal(ProgramRun.ExitCannotStart, await ChaosCommand.RunAsync(args));

    [Fact]
    public async Task RunAsync_List_StartsNothing() => Assert.Equal(0, await ChaosCommand.RunAsync(["--list"]));

    [Fact]
    public void Read_NothingNamed_WithoutKafka_LeavesItsBrokersAlone()
    {
        var kinds = KindsOption.Read(null, withKafka: false);

        Assert.DoesNotContain(kinds, k => k.NeedsKafka);
        Assert.Contains(FaultKinds.RouterKill, kinds);
        Assert.Equal(FaultKinds.All, KindsOption.Read([], withKafka: true));
    }

    [Fact]
    public void Read_KindThatNeedsKafka_SaysWhatToGive() =>
        Assert.Equal(
            "brokers-kill needs --kafka: the embedded broker forgets everything when it ends.",
            Assert.Throws<CannotStartException>(() => KindsOption.Read(["brokers-kill"], withKafka: false)).Message);
}
