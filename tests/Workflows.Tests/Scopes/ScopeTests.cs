using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Scopes;

public sealed class ScopeTests
{
    [Theory]
    [InlineData("GLOBAL", ScopeKind.Global, "")]
    [InlineData("ACCOUNT:12345", ScopeKind.Account, "12345")]
    [InlineData("ACCOUNT:aB-1", ScopeKind.Account, "aB-1")]
    [InlineData("SYMBOL:AAPL", ScopeKind.Symbol, "AAPL")]
    [InlineData("SYMBOL:aapl", ScopeKind.Symbol, "AAPL")]
    [InlineData("SYMBOL:BRK.B", ScopeKind.Symbol, "BRK.B")]
    [InlineData("SYMBOL:BRK B", ScopeKind.Symbol, "BRK B")]
    [InlineData("SYMBOL:6EZ5:CME", ScopeKind.Symbol, "6EZ5:CME")]
    [InlineData("STRATEGY:algo_x", ScopeKind.Strategy, "ALGO_X")]
    [InlineData("DESK:eq-1", ScopeKind.Desk, "EQ-1")]
    [InlineData("TRADER:jane", ScopeKind.Trader, "JANE")]
    [InlineData("VENUE:XNAS", ScopeKind.Venue, "XNAS")]
    [InlineData("FIRM:acme", ScopeKind.Firm, "ACME")]
    public void Parse_OneOfTheForms_IsThatScope(string text, ScopeKind kind, string value)
    {
        var scope = Scope.Parse(text);

        Assert.Equal((kind, value), (scope.Kind, scope.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("global")]
    [InlineData("GLOBAL:")]
    [InlineData("GLOBAL:1")]
    [InlineData("account:1")]
    [InlineData("ACCOUNT")]
    [InlineData("ACCOUNT:")]
    [InlineData("SYMBOL:")]
    [InlineData(" SYMBOL:AAPL")]
    [InlineData("SYMBOL:AAPL ")]
    [InlineData("DESK:")]
    [InlineData("DESK:A B")]
    [InlineData("TEAM:1")]
    [InlineData("ACCOUNT:1:2")]
    [InlineData("ACCOUNT:ü")]
    public void Parse_AnythingElse_IsRefusedAndNamesTheForms(string? text)
    {
        Assert.False(Scope.TryParse(text, out _, out var why));

        Assert.Contains(Scope.Forms, why);
    }

    [Fact]
    public void Parse_ALongText_IsNotEchoedWhole()
    {
        _ = Scope.TryParse(new string('x', 10_000), out _, out var why);

        Assert.InRange(why!.Length, 1, 300);
    }

    [Fact]
    public void Parse_ControlCharacters_AreNotEchoed()
    {
        _ = Scope.TryParse("ACCOUNT:\u001b[31m", out _, out var why);

        Assert.DoesNotContain('\u001b', why!);
    }

    [Fact]
    public void Default_IsGlobal_SoAForgottenScopeStopsTooMuchRatherThanNothing() =>
        Assert.Equal(Scope.Global, default);

    [Fact]
    public void Parse_OfItsOwnText_IsTheSameScope()
    {
        var values = Gen.Elements("1", "abc", "AbC", "A.B", "x@y", "a/b").Two();
        var scopes = values.Select(v => new[] { Scope.Global, Scope.Account(v.Item1), Scope.Symbol(v.Item2), Scope.Strategy(v.Item1) });

        Prop.ForAll(scopes.ToArbitrary(), all => all.All(s => Scope.Parse(s.ToString()) == s)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_AnyText_GivesAScopeThatEnforcesSomethingOrARefusal()
    {
        Prop.ForAll<string?>(text =>
            !Scope.TryParse(text, out var scope, out var why)
                ? why is not null
                : Scope.Parse(scope.ToString()) == scope).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void CompareTo_DifferentKinds_PutsTheWidestFirst() =>
        Assert.Equal(
            [Scope.Global, Scope.Account("9"), Scope.Symbol("A"), Scope.Strategy("A")],
            new[] { Scope.Strategy("A"), Scope.Symbol("A"), Scope.Global, Scope.Account("9") }.Order());
}
