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
    public void WindowStartOf_OwnCommand_IsItsWindow_AndOfAnotherScopeNone()
    {
        var cmdId = DetectionIds.Command(Account, RuleNames.Notional, 1767365950000);

        Assert.Equal(1767365950000, DetectionIds.WindowStartOf(cmdId, Account));
        Assert.Null(DetectionIds.WindowStartOf(cmdId, Scope.Account("other")));
    }

    [Fact]
    public void Command_LongestScopeAndRule_FitsIntoACommandsId()
    {
        var id = DetectionIds.Command(
            Scope.Strategy(new string('S', Scope.MaxValueLength)),
            RuleNames.SymbolConcentration,
            253_402_300_799_999
        );

        Assert.InRange(id.Length, 1, Workflows.Contracts.Command.MaxIdLength);
    }
}
