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
    [InlineData("entered later", 1, WaitKind.UnkillRequest, 1)]
    [InlineData("the same try under another token", 0, WaitKind.UnkillRequest, 2)]
    [InlineData("another wait of that moment", 0, WaitKind.Approval, 1)]
    public void Decide_AWaitThatIsNotOlder_TakesItsPlace(string token, int seconds, WaitKind kind, int attempt)
    {
        var stored = s_stored with { Attempt = 2 };
        var record = s_killed with { Incident = s_killed.Incident! with { Wait = stored } };
        var wait = stored with { TaskToken = token, Entered = stored.Entered.AddSeconds(seconds), Kind = kind, Attempt = attempt };

        var change = new AwaitRequest(wait).Decide(record, record.Incident!, Situation.NowMs);

        Assert.True(change.Result.IsNewest);
        Assert.Equal(token, change.Record.Incident!.Wait!.TaskToken);
    }

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
