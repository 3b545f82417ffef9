using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>Which kills hold an order back, of all that it can name; and what passes all the same.</summary>
public sealed class WhoseOrdersTests
{
    private const string Option =
        """{"order_id":"o-1","ts":1767366002001,"account_id":"1","symbol":"SPXW  260116C04000000","underlying":"SPX","security_type":"OPTION","multiplier":100,"side":"BUY","qty":2,"price":12.5,"strategy":"ALGO_X","firm":"acme","venue":"XCBO","desk":"EQ-1","trader":"Jane"}""";

    private readonly KillStateFold _fold = new(TimeProvider.System, _ => { });

    [Theory]
    [InlineData("FIRM:ACME")]
    [InlineData("VENUE:xcbo")]
    [InlineData("DESK:eq-1")]
    [InlineData("TRADER:JANE")]
    [InlineData("SYMBOL:SPXW260116C04000000")]
    [InlineData("SYMBOL:SPXW 260116C04000000")]
    [InlineData("SYMBOL:SPX")]
    [InlineData("SYMBOL:SPXW")]
    public void Decide_AnythingItBelongsToIsKilled_IsDropped(string killed)
    {
        Publish(killed, KillStatus.Killed);

        var audit = Decide(Option);

        Assert.Equal((Decision.Drop, 2_500m), (audit.Decision, audit.Notional));
        Assert.Equal([Scope.Parse(killed)], audit.ScopeMatches);
    }

    [Theory]
    [InlineData("FIRM:ACME2")]
    [InlineData("DESK:EQ")]
    [InlineData("TRADER:EQ-1")]
    [InlineData("SYMBOL:XCBO")]
    public void Decide_SomethingElseIsKilled_Passes(string killed)
    {
        Publish(killed, KillStatus.Killed);

        Assert.Equal(Decision.Allow, Decide(Option).Decision);
    }

    [Fact]
    public void Decide_SeveralAreKilled_NamesThemWidestFirst()
    {
        string[] killed =
        [
            "FIRM:ACME", "VENUE:XCBO", "DESK:EQ-1", "TRADER:JANE", "ACCOUNT:1",
            "SYMBOL:SPXW260116C04000000", "SYMBOL:SPX", "SYMBOL:SPXW", "STRATEGY:ALGO_X",
        ];
        foreach (var scope in killed.Append("GLOBAL").Reverse())
            Publish(scope, KillStatus.Killed);

        var audit = Decide(Option);

        Assert.Equal(["GLOBAL", .. killed], audit.ScopeMatches.Select(s => s.ToString()));
        Assert.Equal(10, audit.IncidentIds!.Count);
    }

    [Fact]
    public void Decide_RestoredUnderlying_HoldsWhatWasSentBefore()
    {
        Publish("SYMBOL:SPX", KillStatus.Active);

        Assert.Equal(Decision.Drop, Decide(Option, sentInMs: 100).Decision);
        Assert.Equal(Decision.Allow, Decide(Option, sentInMs: 101).Decision);
    }

    [Fact]
    public void Decide_ACancelUnderAKill_PassesAndSaysUnderWhich()
    {
        Publish("ACCOUNT:1", KillStatus.Killed);

        var audit = Decide(
            """{"order_id":"c-1","action":"CANCEL","orig_order_id":"o-1","ts":1767366002001,"account_id":"1","symbol":"A","strategy":"S"}""");

        Assert.Equal(
            (Decision.Allow, KillStatus.Killed, OrderAction.Cancel, "o-1"),
            (audit.Decision, audit.KillswitchStatus, audit.Action, audit.OrigOrderId)
        );
        Assert.Equal([Scope.Account("1")], audit.ScopeMatches);
    }

    [Fact]
    public void Decide_AReplaceUnderAKill_IsDroppedAsANewOrderIs()
    {
        Publish("ACCOUNT:1", KillStatus.Killed);

        var audit = Decide(Option.Replace("{", """{"action":"REPLACE","orig_order_id":"o-0",""", StringComparison.Ordinal));

        Assert.Equal((Decision.Drop, OrderAction.Replace, "o-0"), (audit.Decision, audit.Action, audit.OrigOrderId));
    }

    [Theory]
    [InlineData("\"order_type\":\"MARKET\"")]
    [InlineData("\"order_type\":\"STOP\",\"stop_price\":11")]
    public void Decide_WithoutAPrice_IsRefusedOrPassedAsTheRouterIsTold(string type)
    {
        var order = Option.Replace("\"price\":12.5", type, StringComparison.Ordinal);

        var refused = Decide(order);
        Assert.Equal((Decision.Reject, "106", "o-1"), (refused.Decision, refused.RefusalCode, refused.OrderId));
        Assert.Equal(Decision.Allow, Decide(order, passUnpriced: true).Decision);
        Publish("GLOBAL", KillStatus.Killed);
        Assert.Equal(Decision.Drop, Decide(order, passUnpriced: true).Decision);
        Assert.Equal(Decision.Reject, Decide(order).Decision);
    }

    private DecisionAudit Decide(string order, long sentInMs = 500, bool passUnpriced = false)
    {
        var context = new DecisionContext(_fold.View([1]), "router-1", 1, passUnpriced);
        var (bytes, source) = (Encoding.UTF8.GetBytes(order), new OrderSource(0, 1));
        var routed = DecisionCore.Decide(1, bytes, sentInMs, source, context, OrderChecks.None, new AuditJson());
        return JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;
    }

    private void Publish(string scope, KillStatus status)
    {
        var state = new KillState
        {
            Scope = Scope.Parse(scope), Status = status, Version = 1, IncidentId = $"inc-{scope}", Causes = [], UpdatedTs = 1,
            UpdatedBy = "detector", Reason = "a reason", LastCmdId = "cmd-1", CorrId = "corr-1",
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState);
        _fold.Apply(0, 0, Encoding.UTF8.GetBytes(state.Scope.ToString()), json, 100);
    }
}
