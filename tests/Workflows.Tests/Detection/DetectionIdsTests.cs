using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class DetectionIdsTests
{
    private static readonly Scope Account = Scope.Account("12345");

    [Fact]
    public void Ids_OfABreach_AreThoseOfTheContractsExamples()
    {
        // Any other engine that computes this breach must arrive at these.
        Assert.Equal("sig-a51f0d9062584f67", DetectionIds.Signal(Account, RuleNames.Notional, 1767365950000));
        Assert.Equal("det-notional-1767365950000-a51f0d9062584f67", DetectionIds.Command(Account, RuleNames.Notional, 1767365950000));
        Assert.Equal("corr-a51f0d9062584f67", DetectionIds.Correlation(Account, RuleNames.Notional, 1767365950000));
    }

    [Fact]
    public void Ids_AfterARestore_AreThoseOfAnotherBreachThatCarriesItsEpoch()
    {
        var epoch = new CountingEpoch(1767365961500);

        // As Spark SQL computes them: SHA-256 of "ACCOUNT:12345\nnotional\n1767365950000\n1767365961500", the first 8 bytes.
        Assert.Equal("sig-d6113f5e3fbe56a9", DetectionIds.Signal(Account, RuleNames.Notional, 1767365950000, epoch));
        Assert.Equal(
            "det-notional-1767365950000-1767365961500-d6113f5e3fbe56a9",
            DetectionIds.Command(Account, RuleNames.Notional, 1767365950000, epoch)
        );
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1767365961500, null)]
    [InlineData(0, "r1")]
    [InlineData(1767365961500, "r1")]
    public void BreachOf_OwnCommand_IsItsWindowAndEpoch_AndOfAnotherScopeNone(long version, string? replay)
    {
        var epoch = new CountingEpoch(version, replay);
        var cmdId = DetectionIds.Command(Account, RuleNames.Notional, 1767365950000, epoch);

        Assert.Equal((1767365950000, epoch), DetectionIds.BreachOf(cmdId, Account));
        Assert.Null(DetectionIds.BreachOf(cmdId, Scope.Account("other")));
        Assert.Null(DetectionIds.BreachOf(cmdId.Replace("1767365950000", "1767365960000", StringComparison.Ordinal), Account));
    }

    [Theory]
    [InlineData("det-notional-1767365950000-0-a51f0d9062584f67")]
    [InlineData("det-notional-1767365950000-r.1-a51f0d9062584f67")]
    [InlineData("det-notional-1767365950000-1-2-a51f0d9062584f67")]
    [InlineData("det-notional-1767365950000-1.2-a51f0d9062584f67")]
    public void BreachOf_EpochThatIsNone_IsNobodys(string cmdId) => Assert.Null(DetectionIds.BreachOf(cmdId, Account));

    [Fact]
    public void Command_LongestScopeAndRule_FitsIntoACommandsId()
    {
        var id = DetectionIds.Command(
            Scope.Strategy(new string('S', Scope.MaxValueLength)),
            RuleNames.SymbolConcentration,
            253_402_300_799_999,
            new CountingEpoch(long.MaxValue, new string('r', 32))
        );

        Assert.InRange(id.Length, 1, Workflows.Contracts.Command.MaxIdLength);
    }
}
