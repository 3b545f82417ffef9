using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Incidents;

/// <summary>Whoever is told that a scope trades again is told what holds its orders all the same.</summary>
public sealed class OtherKillsTests
{
    private static readonly Scope s_account = Scope.Account("1");
    private static readonly Scope s_symbol = Scope.Symbol("AAPL");

    [Fact]
    public void Holding_Account_IsHeldByWhatAnOrderOfItCanBelongTo() =>
        Assert.Equal(
            [Scope.Global, s_symbol, Scope.Strategy("x")],
            OtherKills.Holding(s_account, [Scope.Strategy("x"), Scope.Account("2"), s_symbol, s_account, Scope.Global])
        );

    [Fact]
    public void Holding_Global_IsHeldByEveryOther() =>
        Assert.Equal([s_account, s_symbol], OtherKills.Holding(Scope.Global, [Scope.Global, s_symbol, s_account]));

    [Fact]
    public void Holding_AnOption_IsHeldByWhatItIsOn() =>
        Assert.Equal(
            [s_symbol],
            OtherKills.Holding(Scope.Symbol("AAPL260116C00150000"), [s_symbol, Scope.Symbol("MSFT"), Scope.Symbol("AAPL260116P00150000")])
        );

    [Fact]
    public void Sentence_Nothing_IsEmpty() => Assert.Equal("", OtherKills.Sentence(s_account, []));

    [Fact]
    public void Sentence_Global_SaysThatAllIsHeld() =>
        Assert.Equal(
            "GLOBAL is killed, and holds back every order of ACCOUNT:1 all the same.",
            OtherKills.Sentence(s_account, [Scope.Global])
        );

    [Fact]
    public void Sentence_GlobalAndAnother_NamesBoth() =>
        Assert.Equal(
            "GLOBAL is killed, and holds back every order of ACCOUNT:1 all the same. SYMBOL:AAPL is killed, too.",
            OtherKills.Sentence(s_account, [Scope.Global, s_symbol])
        );

    [Fact]
    public void Sentence_Many_NamesTenAndHowManyMore() =>
        Assert.Equal(
            "Orders of ACCOUNT:1 that also belong to SYMBOL:S0, SYMBOL:S1, SYMBOL:S2, SYMBOL:S3, SYMBOL:S4, SYMBOL:S5, SYMBOL:S6, SYMBOL:S7, SYMBOL:S8, SYMBOL:S9 and 2 more stay held back: those are killed, too.",
            OtherKills.Sentence(s_account, [.. Enumerable.Range(0, 12).Select(i => Scope.Symbol($"S{i}"))])
        );
}
