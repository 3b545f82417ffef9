using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Workflows.Tests.Routing;

public sealed class LimitsFoldTests
{
    private static readonly LimitTable s_file = LimitsReader.Read(
        """{"limits":{"GLOBAL":{"max_qty":5},"GROUP:prop":{"max_notional_usd":7}},"groups":{"prop":["1"]}}""",
        "limits"
    );
    private readonly List<StateAlarm> _alarms = [];
    private readonly LimitsFold _fold;

    public LimitsFoldTests() => _fold = new LimitsFold(s_file, TimeProvider.System, _alarms.Add);

    [Fact]
    public void View_WithoutARecord_IsTheFile() => Assert.Same(s_file, _fold.View());

    [Fact]
    public void View_NothingNew_IsTheSameTable()
    {
        Apply(State(8, version: 2));
        var view = _fold.View();

        Apply(State(8, version: 2));
        Apply(State(7, version: 1));

        Assert.Same(view, _fold.View());
        Assert.Equal(8, MaxQty(view));
    }

    [Fact]
    public void View_AWithdrawnChange_IsTheFileAgain()
    {
        Apply(State(8, version: 1));
        Apply(State(null, version: 2));
        Assert.Null(MaxQty(_fold.View()));

        Apply(State(null, version: 3) with { Withdrawn = true });

        Assert.Equal(5, MaxQty(_fold.View()));
    }

    [Fact]
    public void View_InWhateverOrderAndHoweverOften_TheNewestVersionCounts()
    {
        var states = Enumerable.Range(1, 4).Select(v => State(v, v)).ToArray();
        Prop.ForAll(Gen.Elements(states).ListOf().ToArbitrary(), drawn =>
            {
                var fold = new LimitsFold(s_file, TimeProvider.System, _ => { });
                foreach (var state in drawn)
                    fold.Apply(0, 0, Key(state), Json(state));
                return MaxQty(fold.View()) == (drawn.Count == 0 ? 5 : drawn.Max(s => s.Version));
            })
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("max_qty:GLOBAL", "nonsense", "GLOBAL", "its value is not a limit (at $)")]
    [InlineData("max_qty:GLOBAL", null, "GLOBAL", "it was deleted (a record without a value)")]
    [InlineData("max_qty:ACCOUNT:1", "{\"owner\":\"ACCOUNT:2\"}", "ACCOUNT:1", "it is about max_qty of ACCOUNT:2")]
    [InlineData("max_qty:GROUP:prop", "{\"owner\":\"GROUP:prop\",\"value\":0}", "GROUP:prop", "it is 0; it must be above 0")]
    [InlineData("max_qty:DESK:A", "{\"owner\":\"DESK:A\",\"version\":0}", "DESK:A", "its version is 0")]
    [InlineData("max_qty:DESK:A", "{\"owner\":\"DESK:A\",\"version\":99999999999999}", "DESK:A", "is from the future")]
    [InlineData("max_qty:DESK:A", "{\"owner\":\"DESK:A\",\"withdrawn\":true}", "DESK:A", "it is withdrawn and has a value")]
    [InlineData("max_qty:desk:a", "{}", "GLOBAL", "its key names no limit and no owner")]
    [InlineData("max_quantity:DESK:A", "{}", "GLOBAL", "its key names no limit and no owner")]
    [InlineData("DESK", "{}", "GLOBAL", "its key names no limit and no owner")]
    public void Apply_WhatCannotBeRead_HasTheOwnersOrdersRefusedUntilItCanBe(string key, string? value, string owner, string says)
    {
        var whole = JsonSerializer.SerializeToNode(State(8, version: 1), ContractsJson.Default.LimitState)!.AsObject();
        if (value?.StartsWith('{') == true)
        {
            foreach (var (name, said) in System.Text.Json.Nodes.JsonNode.Parse(value)!.AsObject())
                whole[name] = said?.DeepClone();
            value = whole.ToJsonString();
        }

        Apply(key, value);

        var owned = Assert.Single(_fold.View().All, o => o.Limits.Unreadable is not null);
        Assert.Equal(owner, owned.Owner);
        Assert.Contains(says, Assert.Single(_alarms).Message, StringComparison.Ordinal);
        Assert.Contains(says, owned.Limits.Unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ANewerRecord_IsReadInThePlaceOfWhatCouldNotBe()
    {
        Apply("max_qty:GLOBAL", "nonsense");

        Apply(State(8, version: 1));

        Assert.Equal((8, null), (MaxQty(_fold.View()), _fold.View().All[0].Limits.Unreadable));
    }

    [Fact]
    public void Apply_AKeyThatNamesNothing_IsWithdrawnByARecordWithoutAValue()
    {
        Apply("nonsense", "{}");
        Assert.NotNull(_fold.View().All[0].Limits.Unreadable);

        Apply("nonsense", null);

        Assert.Null(_fold.View().All[0].Limits.Unreadable);
    }

    [Fact]
    public void CarryOver_WhatTheTopicNoLongerTells_StillCounts()
    {
        Apply(State(3, version: 7));
        Apply("max_qty:DESK:A", "nonsense");
        var anew = new LimitsFold(s_file, TimeProvider.System, _ => { });
        var older = State(9, version: 6);
        anew.Apply(0, 0, Key(older), Json(older));

        anew.CarryOver(_fold);

        Assert.Equal(3, MaxQty(anew.View()));
        Assert.Contains(anew.View().All, o => o.Owner == "DESK:A" && o.Limits.Unreadable is not null);
    }

    private static LimitState State(decimal? value, long version) => new()
    {
        Owner = "GLOBAL",
        Rule = "max_qty",
        Value = value,
        Version = version,
        ChangeId = "lc-1",
        AskedBy = "user:alice",
        Reason = "a busy day",
    };

    private static decimal? MaxQty(LimitTable table) => table.All.SingleOrDefault(o => o.Owner == "GLOBAL")?.Limits.MaxQty;

    private static byte[] Key(LimitState state) => Encoding.UTF8.GetBytes(LimitState.KeyOf(state.Rule, state.Owner));

    private static byte[] Json(LimitState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.LimitState);

    private void Apply(LimitState state) => _fold.Apply(1, 2, Key(state), Json(state));

    private void Apply(string key, string? value) =>
        _fold.Apply(1, 2, Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value));
}
