using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Orders;
using KillSwitch.Workflows.Tests.Routing;

namespace KillSwitch.Workflows.Tests.Scopes;

public sealed class SymbolNameTests
{
    /// <summary>
    /// The suffixes that Nasdaq publishes side by side (nasdaqtrader.com, "Ticker Symbol Convention"): of the consolidated tape, of CMS
    /// behind a blank, and of Nasdaq's own platform.
    /// </summary>
    public static TheoryData<string> Published =>
    [
        .. "p pA /A p/WD /WD /WS /WS/A /CL /A/CL p/CL pA/CL pAw /EC /PP /CV /CV/CL /A/CV pA/CV pA/WD r /U w rw pw /Aw /WSw /TEST".Split(' '),
        .. "PR PRA A PRWD WD WS WSA CL ACL PRCL PRACL PRAWI EC PP CV CVCL ACV PRACV RT U WI RTWI PRWI AWI WSWI TEST".Split(' ').Select(s => ' ' + s),
        .. "- -A .A -$ $ + +A * .A* -* -A* -A# ! @ % %* .A% -A% -A$ ^ = # ^# -# .A# +# ~".Split(' '),
    ];

    [Theory]
    [MemberData(nameof(Published))]
    public void Normalised_APublishedForm_IsItself(string suffix)
    {
        var symbol = "BAC" + suffix;

        Assert.True(SymbolName.IsValid(symbol));
        Assert.Equal(symbol, SymbolName.Normalised(symbol));
        Assert.Equal($"SYMBOL:{symbol}", Scope.Parse($"SYMBOL:{symbol}").ToString());
    }

    [Theory]
    [InlineData("aapl", "AAPL")]
    [InlineData("Aapl", "AAPL")]
    [InlineData("BACpL", "BACpL")]
    [InlineData("bacpl", "BACPL")]
    [InlineData("BACPL", "BACPL")]
    [InlineData("BRK   B", "BRK B")]
    [InlineData("AAPL  260116C00150000", "AAPL260116C00150000")]
    [InlineData("SPXW  260116p04000000", "SPXW260116P04000000")]
    [InlineData("AAPL1 260116C00150000", "AAPL1260116C00150000")]
    public void Normalised_WrittenInAnotherWay_IsTheFormThatScopesHave(string symbol, string expected) =>
        Assert.Equal(expected, SymbolName.Normalised(symbol));

    [Theory]
    [InlineData("")]
    [InlineData(" AAPL")]
    [InlineData("AAPL ")]
    [InlineData("AA\tPL")]
    [InlineData("Ä")]
    [InlineData("A\"B")]
    [InlineData("A<B")]
    [InlineData("A\\B")]
    public void IsValid_AnythingElse_IsNot(string symbol) => Assert.False(SymbolName.IsValid(symbol));

    [Theory]
    [InlineData("AAPL260116C00150000", "AAPL")]
    [InlineData("AAPL", null)]
    [InlineData("260116C00150000", null)]
    [InlineData("ABCDEFG260116C00150000", null)]
    [InlineData("BRK.B260116C00150000", null)]
    public void OptionRoot_OfASymbol_IsTheRootOfAnOptionOnly(string symbol, string? expected) =>
        Assert.Equal(expected, SymbolName.OptionRoot(symbol));

    [Fact]
    public void Normalised_AnySymbol_IsAsTheSlowOneSaysAndStaysSo()
    {
        var pieces = Gen.Elements(
            "A", "BAC", "a", "p", "r", "w", "pr", " ", "  ", "260116C00150000", "260116p00150000", ".", "/WS", "1", "é", "+");
        var symbols = pieces.NonEmptyListOf().Select(list => string.Concat(list.Take(6)));

        Prop.ForAll(symbols.ToArbitrary(), symbol =>
        {
            if (SymbolName.IsValid(symbol) != SlowSymbol.IsValid(symbol))
                return false;
            if (!SymbolName.IsValid(symbol))
                return true;
            var normalised = SymbolName.Normalised(symbol);
            return normalised == SlowSymbol.Normalised(symbol) && SymbolName.Normalised(normalised) == normalised;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }
}
