using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

public sealed class DecisionCoreTests
{
    private static readonly byte[] Order =
        """{"order_id":"o-1","ts":1767366002001,"account_id":"12345","symbol":"AAPL","side":"BUY","qty":100,"price":187.25,"strategy":"ALGO_X"}"""u8.ToArray();

    private readonly KillStateFold _fold = new(TimeProvider.System, _ => { });
    private readonly AuditJson _audits = new();

    [Fact]
    public void Decide_NoKill_Allows()
    {
        var (routed, audit) = Decide(Order);

        Assert.Equal(("o-1", Decision.Allow), (Encoding.UTF8.GetString(routed.AuditKey), routed.Decision));
        Assert.Equal(
            (Decision.Allow, KillStatus.Active, "o-1", "o-1"),
            (audit.Decision, audit.KillswitchStatus, audit.OrderId, audit.CorrId)
        );
        Assert.Equal((2, 17L), (audit.SourcePartition, audit.SourceOffset));
        Assert.Equal([4L, 0L], audit.StateOffsets);
    }

    [Fact]
    public void Decide_TwoKills_DropsAndNamesBothAndTheWidestOnesCause()
    {
        Kill(Scope.Strategy("ALGO_X"), "cmd-s");
        Kill(Scope.Account("12345"), "cmd-a");

        var (routed, audit) = Decide(Order);

        Assert.Equal((Decision.Drop, Decision.Drop, KillStatus.Killed), (routed.Decision, audit.Decision, audit.KillswitchStatus));
        Assert.Equal([Scope.Account("12345"), Scope.Strategy("ALGO_X")], audit.ScopeMatches);
        Assert.Equal(
            ("cmd-a", "inc-cmd-a", 9L, "because cmd-a", "corr-cmd-a"),
            (audit.CmdId, audit.IncidentId, audit.StateVersion!.Value, audit.Reason, audit.CorrId)
        );
    }

    [Fact]
    public void Decide_StateUnreadable_Drops()
    {
        _fold.Apply(0, 0, "GLOBAL"u8.ToArray(), "{}"u8.ToArray());

        var (routed, audit) = Decide(Order);

        Assert.Equal((Decision.Drop, Decision.Drop), (routed.Decision, audit.Decision));
        Assert.Equal("o-1", audit.CorrId);
        Assert.Contains("cannot be read", audit.Reason);
        Assert.Null(audit.StateVersion);
    }

    [Fact]
    public void Decide_NoOrder_RejectsWithCodeAndPlace()
    {
        var (routed, audit) = Decide("{"u8);

        Assert.Equal(
            (Decision.Reject, RefusalCode.OrderNotJson, "orders.v1-2-17"),
            (routed.Decision, routed.Refusal!.Value, Encoding.UTF8.GetString(routed.AuditKey))
        );
        Assert.Equal((Decision.Reject, "100", "orders.v1-2-17"), (audit.Decision, audit.RefusalCode, audit.CorrId));
        Assert.Null(audit.OrderId);
    }

    [Fact]
    public void Decide_KeyTooLong_Rejects()
    {
        var (routed, audit) = Decide(Order, DecisionCore.MaxKeyBytes + 1);

        Assert.Equal((Decision.Reject, "103"), (routed.Decision, audit.RefusalCode));
    }

    [Fact]
    public void Withhold_AnOrder_IsDroppedWithoutAMatchAndWithTheReason()
    {
        var routed = DecisionCore.Withhold(Order, "not \"now\"", new OrderSource(2, 17), Context(), _audits);

        var audit = Read(routed);
        Assert.Equal(
            (Decision.Drop, KillStatus.Active, "not \"now\"", "o-1"),
            (audit.Decision, audit.KillswitchStatus, audit.Reason, audit.OrderId)
        );
        Assert.Empty(audit.ScopeMatches);
    }

    private (RoutedOrder Routed, DecisionAudit Audit) Decide(ReadOnlySpan<byte> value, int keyLength = 5)
    {
        var routed = DecisionCore.Decide(keyLength, value, new OrderSource(2, 17), Context(), _audits);
        return (routed, Read(routed));
    }

    private DecisionContext Context() => new(_fold.View([4, 0]), "router-1", 1767366002500);

    private static DecisionAudit Read(RoutedOrder routed) => JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;

    private void Kill(Scope scope, string cmdId)
    {
        var state = new KillState
        {
            Scope = scope,
            Status = KillStatus.Killed,
            Version = 9,
            IncidentId = "inc-" + cmdId,
            Causes = [cmdId],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = "because " + cmdId,
            LastCmdId = cmdId,
            CorrId = "corr-" + cmdId,
        };
        _fold.Apply(
            0,
            0,
            Encoding.UTF8.GetBytes(scope.ToString()),
            JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState)
        );
    }
}
