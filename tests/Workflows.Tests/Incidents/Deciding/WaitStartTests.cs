using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

public sealed class WaitStartTests
{
    private static readonly ScopeRecord s_killed = Situation.Of("KILLED");
    private static readonly TaskWait s_stored = s_killed.Incident!.Wait!;

    [Fact]
    public void Decide_TheSameTokenAgain_KeepsWhatIsStored()
    {
        var change = Begin(s_stored);

        Assert.Equal(new WaitStart(s_stored, IsNewest: true), change.Result);
        Assert.Same(s_killed, change.Record);
    }

    [Fact]
    public void Decide_ALaterTryOfTheSameWait_TakesItsPlace() =>
        Assert.Equal(
            "later",
            Begin(s_stored with { TaskToken = "later", Attempt = s_stored.Attempt + 1 }).Record.Incident!.Wait!.TaskToken);

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(0, 0)]
    public void Decide_ATryThatComesLate_ChangesNothing(int seconds, int attempt)
    {
        var change = Begin(s_stored with { TaskToken = "late", Entered = s_stored.Entered.AddSeconds(seconds), Attempt = attempt });

        Assert.False(change.Result.IsNewest);
        Assert.Same(s_killed, change.Record);
    }

    [Theory]
    [InlineData(-1, StepOutcome.Waiting, IncidentPhase.ApprovalPending)]
    [InlineData(0, StepOutcome.Expired, IncidentPhase.Killed)]
    public void AwaitDecision_AtTheRequestsEnd_ExpiresIt(long afterEndMs, StepOutcome expected, IncidentPhase phase)
    {
        var pending = Situation.Of("APPROVAL_PENDING");
        var expiresTs = pending.Incident!.FindRequest(1)!.ExpiresTs!.Value;

        var change = new AwaitDecision(Situation.Wait(WaitKind.Approval, 9), 1, TimeSpan.FromHours(9))
            .Decide(pending, pending.Incident, expiresTs + afterEndMs);

        Assert.Equal(expected, change.Result.Wait.Answer?.Outcome ?? StepOutcome.Waiting);
        Assert.Equal((phase, expiresTs), (change.Record.Incident!.Phase, change.Record.Incident.FindRequest(1)!.ExpiresTs!.Value));
    }

    private static Change<WaitStart> Begin(TaskWait wait) => new AwaitRequest(wait).Decide(s_killed, s_killed.Incident!, Situation.NowMs);
}
