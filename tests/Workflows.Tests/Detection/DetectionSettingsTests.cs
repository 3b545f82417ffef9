using KillSwitch.Workflows.Detection;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class DetectionSettingsTests
{
    [Fact]
    public void Default_IsThePublishedLimits()
    {
        var settings = DetectionSettings.Default;

        Assert.Equal((60, 10, 30), (settings.Window.TotalSeconds, settings.Slide.TotalSeconds, settings.Lateness.TotalSeconds));
        Assert.Equal(new OrderRateRule(100), settings.Account.OrderRate);
        Assert.Equal(new NotionalRule(1_000_000m), settings.Account.Notional);
        Assert.Equal(new SymbolConcentrationRule(0.7m, 20, 500_000m), settings.Account.SymbolConcentration);
        Assert.Equal(new ChildOverParentRule(2.0m, 10), settings.Strategy.ChildOverParent);
        Assert.True(settings.Symbol.OrderRate!.MaxOrders > 100 * settings.Account.OrderRate!.MaxOrders);
    }

    [Fact]
    public void ToJson_AnySettings_AreReadAsTheyWere()
    {
        var some = DetectionSettings.Default with
        {
            Window = TimeSpan.FromSeconds(20),
            Slide = TimeSpan.FromSeconds(5),
            Account = new ScopeRules(new OrderRateRule(7), null, new SymbolConcentrationRule(0.25m, 3, 12.5m)),
            Symbol = new ScopeRules(null, new NotionalRule(12.5m)),
            Strategy = new ScopeRules(null, null, null, new ChildOverParentRule(1.5m, 4)),
        };

        Assert.Equal(some, DetectionSettings.Parse(some.ToJson(), "some"));
        Assert.Equal(DetectionSettings.Default, DetectionSettings.Parse(DetectionSettings.Default.ToJson(), "the default"));
    }

    /// <summary>A rule that is off is written all the same: whoever reads the file needs every member.</summary>
    [Fact]
    public void ToJson_RuleThatIsOff_StandsThereAsOff()
    {
        var off = DetectionSettings.Default with { Account = new ScopeRules(null, null) };

        var json = System.Text.Json.Nodes.JsonNode.Parse(off.ToJson())!["account"]!;

        Assert.All(new[] { "order_rate", "notional", "symbol_concentration" }, rule =>
            Assert.False(json[rule]!["enabled"]!.GetValue<bool>())
        );
    }

    [Fact]
    public void Parse_SeveralProblems_NamesThemAll()
    {
        var text = DetectionSettings.DefaultText
            .Replace("\"slide_seconds\": 10", "\"slide_seconds\": 0", StringComparison.Ordinal)
            .Replace("\"max_share\": 0.7", "\"max_share\": 1.5", StringComparison.Ordinal)
            .Replace("\"tolerance\": 2.0", "\"tolerence\": 2.0", StringComparison.Ordinal);

        var e = Assert.Throws<DetectionSettingsException>(() => DetectionSettings.Parse(text, "my.json"));

        Assert.Equal(
            """
            The detection settings my.json have 4 problems:
            - slide_seconds is 0, out of range: write a number from 1 to 3600.
            - account.symbol_concentration.max_share is 1.5, out of range: write a number from 0.01 to 0.99.
            - strategy.child_over_parent.tolerence is not a setting. Is it misspelt, or in the wrong place?
            - strategy.child_over_parent.tolerance is missing: write a number from 1 to 1000.
            """,
            e.Message);
    }

    [Theory]
    [InlineData(
        "\"slide_seconds\": 10",
        "\"slide_seconds\": 7",
        "slide_seconds is 7 and window_seconds is 60: the slide must divide the window"
    )]
    [InlineData(
        "\"clock_ahead_seconds\": 5",
        "\"clock_ahead_seconds\": 31",
        "clock_ahead_seconds is 31 and lateness_seconds is 30: it may be at most that"
    )]
    public void Parse_ValuesThatDoNotFitTogether_ShowsBothAndTheConsequence(string was, string now, string message)
    {
        var text = DetectionSettings.DefaultText.Replace(was, now, StringComparison.Ordinal);

        var e = Assert.Throws<DetectionSettingsException>(() => DetectionSettings.Parse(text, "my.json"));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Contains("or else", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"window_seconds\": \"sixty\"}")]
    [InlineData("{\"window_seconds\": 60, \"window_seconds\": 10}")]
    [InlineData("{}")]
    public void Parse_NotSettings_IsRefusedNamingTheFile(string text)
    {
        var e = Assert.Throws<DetectionSettingsException>(() => DetectionSettings.Parse(text, "my.json"));

        Assert.Contains("my.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_RuleTurnedOff_IsAbsent()
    {
        var text = DetectionSettings.DefaultText.Replace(
            "\"notional\": { \"enabled\": true, \"max_usd\": 1000000 }",
            "\"notional\": { \"enabled\": false, \"max_usd\": 1000000 }",
            StringComparison.Ordinal
        );

        Assert.Null(DetectionSettings.Parse(text, "my.json").Account.Notional);
    }

    [Fact]
    public void Load_NoSuchFile_SaysWhatToDo()
    {
        var e = Assert.Throws<DetectionSettingsException>(() => DetectionSettings.Load("/nowhere/limits.json"));

        Assert.Contains("/nowhere/limits.json", e.Message, StringComparison.Ordinal);
        Assert.Contains("leave the option out", e.Message, StringComparison.Ordinal);
    }
}
