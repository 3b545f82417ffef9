using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Incidents;

public sealed class IncidentSettingsTests
{
    [Fact]
    public void Validated_Defaults_AreRight() => Assert.Equal(new IncidentSettings(), new IncidentSettings().Validated());

    [Fact]
    public void Validated_EverythingWrong_NamesEverySettingValueAndConsequence()
    {
        var settings = new IncidentSettings
        {
            UnkillReminder = TimeSpan.Zero,
            ApprovalLifetime = TimeSpan.FromMilliseconds(1500),
            Quorum = 0,
            GlobalQuorum = 9,
        };

        Assert.Equal(
            [
                "UnkillReminder is 00:00:00: it must be whole seconds from 00:00:01 to 7.00:00:00, or else people would be reminded without end, or never.",
                "ApprovalLifetime is 00:00:01.5000000: it must be whole seconds from 00:00:01 to 7.00:00:00, or else a request would expire before anybody could decide it, or stay open unwatched.",
                "Quorum is 0: it must be 1 to 5, or else one person could restore alone.",
                "GlobalQuorum is 9: it must be 1 to 5, or else too many people are needed to restore in time.",
            ],
            Assert.Throws<InvalidSettingsException>(settings.Validated).Problems);
    }

    [Fact]
    public void Validated_GlobalBelowTheOthers_ShowsBoth() =>
        Assert.Equal(
            "GlobalQuorum is 2 and Quorum is 3: restoring everything would take fewer people than restoring one account. Make GlobalQuorum at least 3.",
            Assert.Throws<InvalidSettingsException>(new IncidentSettings { Quorum = 3 }.Validated).Message);

    [Theory]
    [InlineData("GLOBAL", true, 2)]
    [InlineData("GLOBAL", false, 3)]
    [InlineData("ACCOUNT:1", true, 1)]
    [InlineData("SYMBOL:X", false, 2)]
    public void QuorumFor_Scope_OneMoreWhereNobodyIsProven(string scope, bool verified, int quorum) =>
        Assert.Equal(quorum, new IncidentSettings().QuorumFor(Scope.Parse(scope), verified));
}
