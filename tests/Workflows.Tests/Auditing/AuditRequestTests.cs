using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Auditing;

public sealed class AuditRequestTests
{
    [Theory]
    [InlineData("1767366002001")]
    [InlineData("2026-01-02T15:00:02.001Z")]
    [InlineData("2026-01-02T15:00:02.001")]
    [InlineData("2026-01-02T16:00:02.001+01:00")]
    public void Read_ATimeInAnyForm_IsTheSame(string text) =>
        Assert.Equal(1_767_366_002_001, new AuditRequest { From = text }.Read().Value!.FromInMs);

    [Fact]
    public void Read_ADay_IsItsFirstMoment() =>
        Assert.Equal(1_767_312_000_000, new AuditRequest { From = "2026-01-02" }.Read().Value!.FromInMs);

    [Fact]
    public void Read_EverythingGiven_IsTheQuestion()
    {
        var question = new AuditRequest
        {
            OrderId = "o",
            AccountId = "a",
            IncidentId = "i",
            Scope = "SYMBOL:x",
            Decision = "DROP",
            To = "5",
            Limit = 7,
        }.Read().Value!;

        Assert.Equal(("o", "a", "i"), (question.OrderId, question.AccountId, question.IncidentId));
        Assert.Equal((Scope.Symbol("X"), Decision.Drop, 5L, 7), (question.Scope, question.Decision, question.ToInMs, question.Limit));
    }

    [Fact]
    public void Read_WhatCannotBe_IsRefusedWithWhatCan()
    {
        Refused(new() { Scope = "account:1" }, RefusalCode.ScopeInvalid, "Write one of GLOBAL");
        Refused(new() { Decision = "drop" }, RefusalCode.FieldInvalid, "give ALLOW, DROP or REJECT");
        Refused(new() { From = "soon" }, RefusalCode.FieldInvalid, "from is 'soon'");
        Refused(new() { To = "-1" }, RefusalCode.FieldInvalid, "to is '-1'");
        Refused(new() { To = "99999999999999" }, RefusalCode.FieldInvalid, "to is '99999999999999'");
        Refused(new() { From = "2", To = "1" }, RefusalCode.FieldInvalid, "Exchange them");
        Refused(new() { Decision = "DROP", Actor = "user:bob" }, RefusalCode.FieldInvalid, "Leave one of them out");
        Refused(new() { Cursor = "x" }, RefusalCode.FieldInvalid, "leave it out for the first page");
    }

    private static void Refused(AuditRequest request, RefusalCode code, string says)
    {
        var refusal = request.Read().Refusal!;
        Assert.Equal(code, refusal.Code);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }
}
