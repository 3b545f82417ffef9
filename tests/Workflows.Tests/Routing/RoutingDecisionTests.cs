using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

public sealed class RoutingDecisionTests
{
    private static readonly byte[] Order =
        """{"order_id":"o-1","ts":1767366002001,"account_id":"12345","symbol":"AAPL","side":"BUY","qty":100,"price":187.25,"strategy":"ALGO_X"}"""u8.ToArray();

    private readonly KillStateFold _fold = new(_ => { });

    [Fact]
    public void Decide_NoKill_Allows()
    {
        var audit = Decide(Order);

        Assert.Equal((Decision.Allow, KillStatus.Active, "o-1", "o-1"), (audit.Decision, audit.KillswitchStatus, audit.OrderId, audit.CorrId));
        Assert.Equal((2, 17L), (audit.SourcePartition, audit.SourceOffset));
        Assert.Equal([4L, 0L], audit.StateOffsets);
    }

    [Fact]
    public void Decide_TwoKills_DropsAndNamesBothAndTheWidestOnesCause()
    {
        Kill(Scope.Strategy("ALGO_X"), "cmd-s");
        Kill(Scope.Account("12345"), "cmd-a");

        var audit = Decide(Order);

        Assert.Equal((Decision.Drop, KillStatus.Killed), (audit.Decision, audit.KillswitchStatus));
        Assert.Equal([Scope.Account("12345"), Scope.Strategy("ALGO_X")], audit.ScopeMatches);
        Assert.Equal(("cmd-a", "inc-cmd-a", 9L, "because cmd-a", "corr-cmd-a"), (audit.CmdId, audit.IncidentId, audit.StateVersion!.Value, audit.Reason, audit.CorrId));
    }

    [Fact]
    public void Decide_StateUnreadable_Drops()
    {
        _fold.Apply(0, 0, "GLOBAL"u8.ToArray(), "{}"u8.ToArray());

        var audit = Decide(Order);

        Assert.Equal(Decision.Drop, audit.Decision);
        Assert.Equal("o-1", audit.CorrId);
        Assert.Contains("cannot be read", audit.Reason);
    }

    [Fact]
    public void Decide_NoOrder_RejectsWithCodeAndPlace()
    {
        var audit = Decide("{"u8);

        Assert.Equal((Decision.Reject, "100", "orders.v1-2-17"), (audit.Decision, audit.RefusalCode, audit.CorrId));
        Assert.Null(audit.OrderId);
    }

    [Fact]
    public void Decide_KeyTooLong_Rejects()
    {
        var audit = RoutingDecision.Decide(RoutingDecision.MaxKeyBytes + 1, Order, new OrderSource(0, 0), _fold.View([0]), "router-1", 1);

        Assert.Equal((Decision.Reject, "103"), (audit.Decision, audit.RefusalCode));
    }

    [Fact]
    public void AuditJson_WrittenTwice_ReadsBackAsWritten()
    {
        Kill(Scope.Account("12345"), "cmd-a");
        using var json = new AuditJson();
        json.Write(Decide(Order));
        var audit = Decide(Order);

        var read = JsonSerializer.Deserialize(json.Write(audit), ContractsJson.Default.DecisionAudit)!;

        Assert.Equal(audit.ScopeMatches, read.ScopeMatches);
        Assert.Equal(audit.StateOffsets, read.StateOffsets);
        Assert.Equal(audit with { ScopeMatches = [], StateOffsets = [] }, read with { ScopeMatches = [], StateOffsets = [] });
    }

    private DecisionAudit Decide(ReadOnlySpan<byte> value) =>
        RoutingDecision.Decide(5, value, new OrderSource(2, 17), _fold.View([4, 0]), "router-1", 1767366002500);

    private void Kill(Scope scope, string cmdId)
    {
        var state = new KillState(scope, KillStatus.Killed, 9, "inc-" + cmdId, [cmdId], 1, "detector", "because " + cmdId, cmdId, "corr-" + cmdId);
        _fold.Apply(0, 0, Encoding.UTF8.GetBytes(scope.ToString()), JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState));
    }
}
