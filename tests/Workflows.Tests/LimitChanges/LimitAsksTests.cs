using System.Globalization;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tests.Incidents.InMemory;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges;

/// <summary>Whatever is wrong with what was asked: a code of its own, and a sentence with the remedy.</summary>
public sealed class LimitAsksTests
{
    private readonly LimitWorld _world = new();

    [Theory]
    [InlineData("account:1", "max_qty", "5", RefusalCode.LimitOwnerUnknown, "Or GROUP:<name>.")]
    [InlineData("GROUP:nobody", "max_qty", "5", RefusalCode.LimitOwnerUnknown, "give its accounts there, or name them one by one as ACCOUNT:<id>.")]
    [InlineData("GROUP:", "max_qty", "5", RefusalCode.LimitOwnerUnknown, "letters, digits")]
    [InlineData("ACCOUNT:1", "max_quantity", "5", RefusalCode.LimitRuleUnknown, "The rules are restricted, max_qty,")]
    [InlineData("ACCOUNT:1", "max_qty", "0", RefusalCode.LimitValueInvalid, "above 0 and at most 1000000000")]
    [InlineData("ACCOUNT:1", "max_qty", "-1", RefusalCode.LimitValueInvalid, "or 'none' for no limit.")]
    [InlineData("ACCOUNT:1", "max_qty", "many", RefusalCode.LimitValueInvalid, "it takes a number, or 'none' for no limit.")]
    [InlineData("ACCOUNT:1", "duplicate_seconds", "3601", RefusalCode.LimitValueInvalid, "at most 3600")]
    [InlineData("ACCOUNT:1", "restricted", "2", RefusalCode.LimitValueInvalid, "at most 1")]
    [InlineData("ACCOUNT:1", "max_orders_per_second", "1.5", RefusalCode.LimitValueInvalid, "whole number")]
    [InlineData("ACCOUNT:1", "max_qty", "900", RefusalCode.LimitUnchanged, "is 900 already: nothing would change.")]
    [InlineData("ACCOUNT:2", "max_qty", "none", RefusalCode.LimitUnchanged, "is no limit already")]
    [InlineData(null, "max_qty", "5", RefusalCode.FieldMissing, "'owner' is missing.")]
    [InlineData("ACCOUNT:1", "max_qty", null, RefusalCode.FieldMissing, "'value' is missing.")]
    public async Task Ask_WhatCannotBe_IsRefusedWithTheRemedy(
        string? owner, string rule, string? value, RefusalCode code, string remedy)
    {
        var ask = new LimitAsk(owner, rule, value, "why");

        var refusal = (await _world.Operators.AskAsync(KillWorld.Alice, ask, CancellationToken.None)).Refusal!;

        Assert.Equal(code, refusal.Code);
        Assert.Contains(remedy, refusal.Message);
        Assert.Equal(code.ToString(), _world.Audit.Records[^1].RefusalCode);
        Assert.Empty(_world.Engine.Executions);
    }

    [Theory]
    [InlineData(0, "Give a time at least a second ahead, or leave it out.")]
    [InlineData(-60, "Give a time at least a second ahead, or leave it out.")]
    [InlineData(31 * 86_400, "more than 30 days ahead")]
    public async Task Ask_UntilATimeThatCannotBe_IsRefused(int seconds, string remedy)
    {
        var until = (_world.NowMs + (seconds * 1_000L)).ToString(CultureInfo.InvariantCulture);
        var ask = new LimitAsk("ACCOUNT:1", "max_qty", "5", "why", until);

        var refusal = (await _world.Operators.AskAsync(KillWorld.Alice, ask, CancellationToken.None)).Refusal!;

        Assert.Equal(RefusalCode.LimitUntilInvalid, refusal.Code);
        Assert.Contains(remedy, refusal.Message);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("99999999999999999999")]
    [InlineData("9999999999999999")]
    public async Task Ask_UntilWhatIsNoTime_IsRefused(string until)
    {
        var ask = new LimitAsk("ACCOUNT:1", "max_qty", "5", "why", until);

        Assert.Equal(
            RefusalCode.LimitUntilInvalid,
            (await _world.Operators.AskAsync(KillWorld.Alice, ask, CancellationToken.None)).Refusal!.Code);
    }

    [Fact]
    public async Task Ask_ByAnObserver_IsRefused() =>
        Assert.Equal(RefusalCode.RoleMissing, (await _world.AskAsync("5", by: KillWorld.Dave)).Refusal!.Code);

    [Fact]
    public async Task Ask_WithoutAReason_IsRefused() =>
        Assert.Equal(
            RefusalCode.ReasonMissing,
            (await _world.Operators.AskAsync(KillWorld.Alice, new LimitAsk("ACCOUNT:1", "max_qty", "5", " "), default)).Refusal!.Code);

    [Theory]
    [InlineData("duplicate_seconds", "2", true)]
    [InlineData("duplicate_seconds", "0.5", false)]
    [InlineData("duplicate_seconds", "none", false)]
    [InlineData("max_qty", "4999.5", true)]
    [InlineData("restricted", "1", true)]
    [InlineData("max_age_seconds", "5", true)]
    [InlineData("collar_percent", "5", true)]
    [InlineData("max_price_age_seconds", "60", true)]
    [InlineData("max_price_age_seconds", "3600", false)]
    public async Task Ask_OfGlobal_KnowsWhatIsTighter(string rule, string value, bool tighter) =>
        Assert.Equal(tighter, (await _world.AskAsync(value, owner: "GLOBAL", rule: rule)).Value!.Tighter);
}
