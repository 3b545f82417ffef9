using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Limits;

public sealed class LimitTableTests
{
    private static readonly LimitTable s_file = LimitsReader.Read(
        """{"limits":{"GLOBAL":{"max_qty":5},"GROUP:prop":{"max_qty":7,"duplicate_seconds":2},"DESK:EQ":{"max_qty":9}},"groups":{"prop":["1","2"]}}""",
        "limits"
    );

    [Fact]
    public void With_ChangesOfEveryKindOfOwner_HasThemAndWhatIsNotChanged()
    {
        var changed = s_file.With(
            [
                Of("GLOBAL", LimitRule.CollarPercent, 3),
                Of("GROUP:prop", LimitRule.MaxQty, 1),
                Of("DESK:EQ", LimitRule.MaxQty, null),
                Of("ACCOUNT:9", LimitRule.MaxOrdersPerSecond, 4),
                Of("GROUP:nobody", LimitRule.MaxQty, 1),
            ],
            []
        );

        Assert.Equal(
            [
                "ACCOUNT:9 max_orders_per_second 4", "GLOBAL collar_percent 3", "GLOBAL max_qty 5", "GROUP:prop duplicate_seconds 2",
                "GROUP:prop max_qty 1",
            ],
            LimitLine.Of(changed).Select(line => $"{line.Owner} {LimitRules.NameOf(line.Rule)} {line.Value}").Order(StringComparer.Ordinal)
        );
        Assert.Equal(s_file.Members, changed.Members);
        Assert.Equal([ScopeKind.Account], changed.CountedBy);
        Assert.Equal(TimeSpan.FromSeconds(2), changed.LongestDuplicate);
    }

    [Fact]
    public void With_AllTakenAway_IsEmpty() =>
        Assert.True(
            LimitsReader.Read("""{"limits":{"GLOBAL":{"max_qty":5},"SYMBOL:GME":{"restricted":true}}}""", "limits")
                .With([Of("GLOBAL", LimitRule.MaxQty, null), Of("SYMBOL:GME", LimitRule.Restricted, null)], [])
                .IsEmpty
        );

    [Fact]
    public void With_EveryRule_SetsWhatIsReadOfIt()
    {
        foreach (var rule in Enum.GetValues<LimitRule>())
        {
            var line = Assert.Single(LimitLine.Of(LimitTable.None.With([Of("VENUE:XNAS", rule, 1)], [])));
            Assert.Equal(("VENUE:XNAS", rule, 1m), (line.Owner, line.Rule, line.Value));
        }
    }

    private static LimitOverride Of(string owner, LimitRule rule, decimal? value) =>
        LimitOwner.TryParse(owner, out var its, out var why) ? new LimitOverride(its, rule, value) : throw new ArgumentException(why);
}
