using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

public sealed class DecisionCoreTests
{
    private static readonly byte[] Order =
        """{"order_id":"o-1","ts":1767366002001,"account_id":"12345","symbol":"AAPL","side":"BUY","qty":100,"price":187.25,"strategy":"ALGO_X"}"""u8.ToArray();

    /// <summary>2026-01-02T15:00:01.706Z.</summary>
    private const long RestoredAt = 1767366001706;

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
    public void Decide_SentBeforeTheRestore_DropsAndNamesTheScopeAndBothTimes()
    {
        Publish(Scope.Account("12345"), KillStatus.Killed, "cmd-k", 8);
        Publish(Scope.Account("12345"), KillStatus.Active, "cmd-u", 9);

        var (routed, audit) = Decide(Order, sentInMs: RestoredAt - 3);

        Assert.Equal((Decision.Drop, Decision.Drop, KillStatus.Active), (routed.Decision, audit.Decision, audit.KillswitchStatus));
        Assert.Equal([Scope.Account("12345")], audit.ScopeMatches);
        Assert.Equal(
            "it was sent before trading in ACCOUNT:12345 was restored: "
                + "sent at 2026-01-02T15:00:01.703Z, restored at 2026-01-02T15:00:01.706Z (times of the broker)",
            audit.Reason
        );
        Assert.Equal(
            ("cmd-u", "inc-cmd-u", 9L, "corr-cmd-u"),
            (audit.CmdId, audit.IncidentId, audit.StateVersion!.Value, audit.CorrId)
        );
    }

    [Fact]
    public void Decide_SentBeforeTwoRestores_NamesBothAndTheWidestOnesCause()
    {
        Publish(Scope.Strategy("ALGO_X"), KillStatus.Active, "cmd-s", 9);
        Publish(Scope.Global, KillStatus.Active, "cmd-g", 9);

        var (_, audit) = Decide(Order, sentInMs: RestoredAt);

        Assert.Equal([Scope.Global, Scope.Strategy("ALGO_X")], audit.ScopeMatches);
        Assert.Equal("cmd-g", audit.CmdId);
        Assert.StartsWith("it was sent before trading in GLOBAL was restored", audit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_SentBeforeARestoreAndKilledElsewhere_IsDroppedByTheKillAlone()
    {
        Publish(Scope.Global, KillStatus.Active, "cmd-g", 9);
        Kill(Scope.Strategy("ALGO_X"), "cmd-s");

        var (_, audit) = Decide(Order, sentInMs: RestoredAt);

        Assert.Equal((KillStatus.Killed, "because cmd-s"), (audit.KillswitchStatus, audit.Reason));
        Assert.Equal([Scope.Strategy("ALGO_X")], audit.ScopeMatches);
    }

    [Fact]
    public void Decide_SentAfterTheRestore_Allows()
    {
        Publish(Scope.Account("12345"), KillStatus.Active, "cmd-u", 9);

        Assert.Equal(Decision.Allow, Decide(Order, sentInMs: RestoredAt + 1).Routed.Decision);
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    public void Decide_TimeThatIsNone_CountsAsBeforeAnyRestore(long sentInMs, string said)
    {
        Publish(Scope.Account("12345"), KillStatus.Active, "cmd-u", 9);

        var (routed, audit) = Decide(Order, sentInMs: sentInMs);

        Assert.Equal(Decision.Drop, routed.Decision);
        Assert.Contains($"sent at {said},", audit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_SentWhileARecordThatNamesNoScopeStood_Drops()
    {
        _fold.Apply(0, 0, "nonsense"u8.ToArray(), "{}"u8.ToArray(), RestoredAt - 10);
        _fold.Apply(0, 1, "nonsense"u8.ToArray(), null, RestoredAt);

        var (_, audit) = Decide(Order, sentInMs: RestoredAt - 3);

        Assert.Equal((Decision.Drop, KillStatus.Active, "o-1"), (audit.Decision, audit.KillswitchStatus, audit.CorrId));
        Assert.Equal([Scope.Global], audit.ScopeMatches);
        Assert.Null(audit.StateVersion);
        Assert.Equal(Decision.Allow, Decide(Order, sentInMs: RestoredAt + 1).Routed.Decision);
    }

    [Fact]
    public void Decide_StateUnreadable_Drops()
    {
        _fold.Apply(0, 0, "GLOBAL"u8.ToArray(), "{}"u8.ToArray(), RestoredAt);

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

    private (RoutedOrder Routed, DecisionAudit Audit) Decide(
        ReadOnlySpan<byte> value,
        int keyLength = 5,
        long sentInMs = RestoredAt + 1
    )
    {
        var routed = DecisionCore.Decide(keyLength, value, sentInMs, new OrderSource(2, 17), Context(), OrderChecks.None, _audits);
        return (routed, Read(routed));
    }

    private DecisionContext Context() => new(_fold.View([4, 0]), "router-1", 1767366002500);

    private static DecisionAudit Read(RoutedOrder routed) => JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;

    private void Kill(Scope scope, string cmdId) => Publish(scope, KillStatus.Killed, cmdId, 9);

    private void Publish(Scope scope, KillStatus status, string cmdId, long version)
    {
        var state = new KillState
        {
            Scope = scope,
            Status = status,
            Version = version,
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
            JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState),
            RestoredAt
        );
    }
}
