using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Tests.Limits;

public sealed class LimitLineTests
{
    [Fact]
    public void Of_ATable_IsALineForEachLimitUnderItsNameInFiles()
    {
        var table = LimitsReader.Read(
            """{"limits":{"GLOBAL":{"max_qty":5,"max_notional_usd":6,"max_age_seconds":7,"duplicate_seconds":8,"max_orders_per_second":9},"SYMBOL:GME":{"restricted":true}}}""",
            "limits"
        );

        Assert.Equal(
            [
                "GLOBAL max_qty 5", "GLOBAL max_notional_usd 6", "GLOBAL max_age_seconds 7", "GLOBAL duplicate_seconds 8",
                "GLOBAL max_orders_per_second 9", "SYMBOL:GME restricted 1",
            ],
            LimitLine.Of(table).Select(line => $"{line.Owner} {LimitRules.NameOf(line.Rule)} {line.Value}")
        );
    }

    [Fact]
    public void Members_OfGroups_AreWhomTheirLimitsHoldFor() =>
        Assert.Equal(
            ["GROUP:all ACCOUNT:1", "GROUP:all ACCOUNT:2", "GROUP:prop ACCOUNT:2"],
            LimitsReader.Read(
                """{"limits":{"ACCOUNT:1":{"max_qty":5},"GROUP:prop":{"max_qty":6},"GROUP:all":{"max_qty":7}},"groups":{"all":["1","2"],"prop":["2"]}}""",
                "limits"
            ).Members.Select(member => $"{member.Group} {member.Account}")
        );

    [Theory]
    [InlineData(LimitRule.MaxQty, 5, 6, true)]
    [InlineData(LimitRule.MaxQty, 6, 5, false)]
    [InlineData(LimitRule.DuplicateSeconds, 6, 5, true)]
    [InlineData(LimitRule.DuplicateSeconds, 5, 6, false)]
    public void IsTighterThan_TheOther_WhereItStopsMore(LimitRule rule, decimal value, decimal other, bool expected) =>
        Assert.Equal(expected, new LimitLine("GLOBAL", rule, value).IsTighterThan(new LimitLine("GLOBAL", rule, other)));
}
