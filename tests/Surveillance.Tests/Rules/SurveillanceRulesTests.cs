using KillSwitch.Surveillance.Rules;

namespace KillSwitch.Surveillance.Tests.Rules;

public sealed class SurveillanceRulesTests
{
    [Theory]
    [InlineData("""{"lookback_ms":1000,"rules":{"a":{"owner":"","severity":"HIGH","means":"m","thresholds":{}}}}""", "a has no owner")]
    [InlineData("""{"lookback_ms":1000,"rules":{"a":{"owner":"o","severity":"high","means":"m","thresholds":{}}}}""", "HIGH, MEDIUM and LOW")]
    [InlineData(
        """{"lookback_ms":1000,"rules":{"a":{"owner":"o","severity":"LOW","means":"m","thresholds":{"window_ms":1001}}}}""", "lookback_ms (1000)")]
    [InlineData("""{"lookback_ms":1000,"rules":{},"more":1}""", "more")]
    public void Read_WhatCannotHold_IsSaid(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => SurveillanceRules.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Bind_AThreshold_IsItsNumber() =>
        Assert.Equal("x > 600000", SurveillanceRules.Default().Bind("x > ${wash_trade.window_ms}"));

    [Fact]
    public void Bind_AThresholdNobodySet_IsRefused() =>
        Assert.Throws<FormatException>(() => SurveillanceRules.Default().Bind("x > ${wash_trade.nothing}"));
}
