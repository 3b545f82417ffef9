using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Auditing;

public sealed class AuditQuestionTests
{
    private static readonly AuditEntry s_drop = AuditJsonOf.Entry(AuditJsonOf.Decision("DROP", "o-1", 100, "42", "inc-1"), 3);
    private static readonly AuditEntry s_step = AuditJsonOf.Entry(AuditJsonOf.Step("ApprovalDecided", "inc-1", 200));

    [Fact]
    public void Matches_EachFilter_TakesItsOwnAndLeavesOthers()
    {
        Taken(new() { OrderId = "o-1" }, s_drop, s_step);
        Taken(new() { AccountId = "42" }, s_drop, s_step);
        Taken(new() { Decision = Decision.Drop }, s_drop, s_step);
        Taken(new() { Step = "ApprovalDecided" }, s_step, s_drop);
        Taken(new() { Actor = "USER:Bob" }, s_step, s_drop);
        Taken(new() { Actor = "bob" }, s_step, s_drop);
        Assert.False(new AuditQuestion { Actor = "bo" }.Matches(s_step));
        Taken(new() { Scope = Scope.Account("42") }, s_step, s_drop);
        Taken(new() { FromInMs = 200 }, s_step, s_drop);
        Taken(new() { ToInMs = 100 }, s_drop, s_step);
        Taken(new() { Before = s_step.Place }, s_drop, s_step);
        Assert.All([s_drop, s_step], entry => Assert.True(new AuditQuestion { IncidentId = "inc-1" }.Matches(entry)));
        Assert.False(new AuditQuestion { IncidentId = "inc-2" }.Matches(s_drop));
        Assert.False(new AuditQuestion { OrderId = "o-1", AccountId = "43" }.Matches(s_drop));
    }

    [Fact]
    public void Allows_WhatARecordCannotHave_IsNotLookedFor()
    {
        Assert.False(new AuditQuestion { AccountId = "42" }.AllowsSteps);
        Assert.False(new AuditQuestion { Actor = "user:bob" }.AllowsDecisions);
        Assert.True(new AuditQuestion { OrderId = "o-1" }.AllowsAllowed);
        Assert.False(new AuditQuestion { OrderId = "o-1", Decision = Decision.Drop }.AllowsAllowed);
        Assert.False(new AuditQuestion { Scope = Scope.Global }.AllowsAllowed);
    }

    private static void Taken(AuditQuestion question, AuditEntry taken, AuditEntry left) =>
        Assert.True(question.Matches(taken) && !question.Matches(left), question.ToString());
}
