using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

public sealed class KillTests
{
    [Fact]
    public void Decide_TheSameCommandAgain_HasItsEffectOnce()
    {
        var record = Situation.Of("OPENING");

        var again = new Kill(Situation.Cause("kill-1")).Decide(record, Situation.NowMs);

        Assert.Same(record, again.Record);
        Assert.Equal(CommandOutcome.Opened, again.Result.Outcome);
    }

    [Fact]
    public void Decide_ManyCauses_KeepsTheFirstAndTheLatestAndNumbersThemAll()
    {
        var record = Situation.Of("OPENING");
        for (var i = 2; i <= 60; i++)
            record = new Kill(Situation.Cause($"kill-{i}")).Decide(record, Situation.NowMs).Record;

        var incident = record.Incident!;
        Assert.Equal((60, 50), (incident.CauseCount, incident.Causes.Count));
        Assert.Equal(["kill-1", "kill-12"], incident.Causes.Take(2).Select(cause => cause.CmdId));
        Assert.Equal((60L, "kill-60"), (incident.LatestCause.Number, incident.LatestCause.CmdId));
        Assert.Equal((50, "kill-60"), (record.RecentCommands.Count, record.RecentCommands[^1].CmdId));
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(301, 301)]
    [InlineData(900, 301)]
    public void Decide_LongReason_IsCutInAllButTheFirstCause(int given, int kept)
    {
        var cause = Situation.Cause("kill-2") with { Reason = new string('x', given) };

        Assert.Equal(kept, new Kill(cause).Decide(Situation.Of("OPENING"), Situation.NowMs).Record.Incident!.LatestCause.Reason.Length);
        Assert.Equal(given, new Kill(cause).Decide(Situation.Of("none"), Situation.NowMs).Record.Incident!.FirstCause.Reason.Length);
    }

    [Theory]
    [InlineData("KILLED", StepOutcome.FurtherCause)]
    [InlineData("KILLED asked", StepOutcome.Requested)]
    [InlineData("APPROVAL_PENDING", StepOutcome.Voided)]
    [InlineData("APPROVAL_PENDING approved", StepOutcome.Approved)]
    public void Decide_WhileATaskWaits_AnswersItUnlessItWasAnswered(string situation, StepOutcome expected) =>
        Assert.Equal(expected, Killed(situation, Situation.NowMs).Wait!.Answer!.Outcome);

    [Theory]
    [InlineData("KILLED asked")]
    [InlineData("APPROVAL_PENDING approved")]
    [InlineData("RESTORING published")]
    public void Decide_ARequestThatHadNotSeenIt_IsVoid(string situation)
    {
        var incident = Killed(situation, Situation.NowMs + 3);
        var request = incident.FindRequest(1)!;

        Assert.Equal((RequestStatus.Voided, Situation.NowMs + 3), (request.Status, request.EndedTs!.Value));
        Assert.Null(incident.Restored);
        Assert.True(incident.HasUnpublishedCause);
    }

    /// <summary>What was refused before was refused, whatever came after.</summary>
    [Fact]
    public void Decide_ARequestThatEndedBefore_StaysAsItEnded()
    {
        var pending = Situation.Of("APPROVAL_PENDING");
        var rejected = Situation.Decision(pending, "bob", Verdict.Reject).Decide(pending, Situation.NowMs).Record;
        var asked = Situation.Ask("unkill-2").Decide(rejected, Situation.NowMs).Record;

        var requests = new Kill(Situation.Cause("kill-2")).Decide(asked, Situation.NowMs + 3).Record.Incident!.Requests;

        Assert.Equal([RequestStatus.Rejected, RequestStatus.Voided], requests.Select(request => request.Status));
        Assert.Equal([Situation.NowMs, Situation.NowMs + 3], requests.Select(request => request.EndedTs!.Value));
    }

    private static Incident Killed(string situation, long nowMs) =>
        new Kill(Situation.Cause("kill-2")).Decide(Situation.Of(situation), nowMs).Record.Incident!;
}
