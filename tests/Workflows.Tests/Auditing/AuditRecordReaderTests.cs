using System.Text;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Auditing;

public sealed class AuditRecordReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ts":1,"decision":"ALLOW"} trailing""")]
    [InlineData("""{"ts":1,"decision":"ALLOW" """)]
    [InlineData("""{"ts":1.5,"decision":"ALLOW"}""")]
    [InlineData("""{"ts":-1,"decision":"ALLOW"}""")]
    [InlineData("""{"ts":10000000000000,"decision":"ALLOW"}""")]
    [InlineData("""{"decision":"ALLOW"}""")]
    [InlineData("""{"ts":1,"decision":7}""")]
    [InlineData("""{"ts":1,"decision":"MAYBE"}""")]
    [InlineData("""{"ts":1,"decision":"DROP","step":"PublishKilled"}""")]
    [InlineData("""{"ts":1,"decision":"DROP","order_id":"o-1","order_id":"o-2"}""")]
    public void Read_WhatIsNoAuditRecord_IsNull(string value) => Assert.Null(Read(value));

    [Fact]
    public void Read_LargerThanOursCanBe_IsNull() =>
        Assert.Null(Read($$"""{"ts":1,"decision":"ALLOW","x":"{{new string('x', AuditRecordReader.MaxRecordBytes)}}"}"""));

    [Fact]
    public void Read_TextLongerThanAKeyMayBe_IsNull() =>
        Assert.Null(Read($$"""{"ts":1,"decision":"ALLOW","order_id":"{{new string('x', 513)}}"}"""));

    [Fact]
    public void Read_NoUtf8_IsNull()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"ts":1,"decision":"DROP","x":"y"}""");
        bytes[^3] = 0xFF;

        Assert.Null(AuditRecordReader.Read(new AuditRecord(0, 0, 1, bytes)));
    }

    [Fact]
    public void Read_NestedAndNullMembers_AreReadPast()
    {
        var entry = Read(
            """{"x":{"order_id":"inner"},"scope_matches":[{"order_id":"inner"},"ACCOUNT:42"],"order_id":null,"account_id":"42","decision":"REJECT","ts":5}"""
        )!;

        Assert.Null(entry.OrderId);
        Assert.Equal("42", entry.AccountId);
        Assert.Equal([Scope.Account("42")], entry.Scopes);
        Assert.Equal(new AuditPlace(5, 3, 7), entry.Place);
    }

    [Fact]
    public void Read_ADecisionByThreeKills_IsOfAllTheirIncidentsOnceEach()
    {
        var entry = Read(
            """{"ts":5,"decision":"DROP","incident_id":"inc-1","incident_ids":["inc-1","inc-2","inc-3"],"notional":1250.50}"""
        )!;

        Assert.Equal(["inc-1", "inc-2", "inc-3"], entry.IncidentIds);
        Assert.Equal(1250.50m, entry.Notional);
        Assert.Equal(Decision.Drop, entry.Decision);
    }

    [Fact]
    public void Read_AStep_HasItsActorAndScope()
    {
        var entry = Read("""{"ts":5,"step":"ApprovalDecided","actor":"user:bob","scope":"SYMBOL:AAPL","incident_id":"inc-1","corr_id":"c-1"}""")!;

        Assert.Equal(("ApprovalDecided", "user:bob", "c-1"), (entry.Step, entry.Actor, entry.CorrId));
        Assert.Equal([Scope.Symbol("AAPL")], entry.Scopes);
        Assert.Equal(["inc-1"], entry.IncidentIds);
    }

    [Fact]
    public void Read_AStepOfAChangeOfALimit_IsOfThatChange() =>
        Assert.Equal(["lc-1"], Read("""{"ts":5,"step":"PublishLimit","scope":"ACCOUNT:1","change_id":"lc-1"}""")!.IncidentIds);

    private static AuditEntry? Read(string value) => AuditRecordReader.Read(new AuditRecord(3, 7, 1, Encoding.UTF8.GetBytes(value)));
}
