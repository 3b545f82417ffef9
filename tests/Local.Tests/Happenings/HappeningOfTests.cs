using KillSwitch.Local.Happenings;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Happenings;

public sealed class HappeningOfTests
{
    private static readonly StepAudit s_step = new()
    {
        Ts = 1, Step = "PublishKilled", Outcome = StepAudit.Ok, Actor = "user:bob", Attempt = 1, Detail = "done", CorrId = "c",
        Service = Audits.Workflow,
    };

    public static TheoryData<string, StepAudit> OutOfTheOrdinary() => new()
    {
        { "refused: ApprovalDecided, user:bob (SelfApproval): no", s_step with
            { Step = Audits.ApprovalDecided, Outcome = StepAudit.Refused, RefusalCode = "SelfApproval", Detail = "no" } },
        { "failed: PublishKilled, user:bob: done", s_step with { Outcome = StepAudit.Failed } },
        { "decided: user:bob: done", s_step with { Step = Audits.ApprovalDecided, Outcome = "APPROVE" } },
        { "repaired: StateRepaired, user:bob: done", s_step with { Step = Audits.StateRepaired, Service = Audits.Recovery } },
        { "repaired: KillEnforced, user:bob: done", s_step with { Step = Audits.KillEnforced } },
    };

    [Theory]
    [MemberData(nameof(OutOfTheOrdinary))]
    public void OutOfRoutine_StepThatPeopleMustSee_IsSaid(string says, StepAudit step)
    {
        var what = HappeningOf.OutOfRoutine(step)!;

        Assert.Equal(says, $"{what.Word}: {what.Sentence}");
    }

    [Fact]
    public void Near_ScopeThatComesNearToALimit_SaysHowFarItIs()
    {
        var near = HappeningOf.Near(new NearLimit(Scope.Account("A-1"), RuleNames.Notional, 1_530_000.5m, 2_000_000), 0.75m);

        Assert.Equal("near: notional of ACCOUNT:A-1 has reached 75 % of its limit: 1,530,000.5 of 2,000,000", $"{near.Word}: {near.Sentence}");
    }

    [Fact]
    public void OutOfRoutine_StepAsAlways_IsNotSaid() => Assert.Null(HappeningOf.OutOfRoutine(s_step));

    [Theory]
    [InlineData(KillStatus.Killed, "KILLED")]
    [InlineData(KillStatus.Active, "ACTIVE")]
    public void State_Published_IsSaidInTheTopicsWord(KillStatus status, string word) =>
        Assert.Equal(word, HappeningOf.State(State(status)).Word);

    [Fact]
    public void Command_ReasonThatWouldTurnTheLineRound_IsShown() =>
        Assert.Equal(
            @"KILL ACCOUNT:A-1 by user:alice: sell \u202Elleks",
            HappeningOf
                .Command(new("c", 1, Scope.Parse("ACCOUNT:A-1"), CommandAction.Kill, "sell \u202Elleks", "user:alice", "c"))
                .Sentence
        );

    private static KillState State(KillStatus status) => new()
    {
        Scope = Scope.Parse("ACCOUNT:A-1"), Status = status, Version = 7, IncidentId = "inc-1", Causes = [], UpdatedTs = 1,
        UpdatedBy = "user:bob", Reason = "why", LastCmdId = "c", CorrId = "c",
    };
}
