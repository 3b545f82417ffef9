using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

public sealed class PublicationsTests
{
    private const long LaterMs = Situation.NowMs + 7;

    [Fact]
    public void ClaimKilled_FirstKill_IsTheKilledOfItsCause()
    {
        var publication = Claimed(Situation.Of("OPENING")).Result!.Publication!;

        var state = publication.State;
        Assert.Equal((KillStatus.Killed, LaterMs, LaterMs), (state.Status, state.Version, state.UpdatedTs));
        Assert.Equal(("detector", "too fast", "kill-1", "corr"), (state.UpdatedBy, state.Reason, state.LastCmdId, state.CorrId));
        Assert.Equal(["kill-1"], state.Causes);
        Assert.Equal((1L, null), (publication.CausesThrough, publication.ConfirmedTs));
    }

    /// <summary>A version never falls, and rises though the clock stands still or went back.</summary>
    [Theory]
    [InlineData(LaterMs - 2, LaterMs)]
    [InlineData(LaterMs - 1, LaterMs)]
    [InlineData(LaterMs, LaterMs + 1)]
    [InlineData(LaterMs + 5, LaterMs + 6)]
    public void NextVersion_AgainstTheClock_IsAboveTheLastAndNotBelowTheClock(long last, long expected) =>
        Assert.Equal(expected, (Situation.Of("OPENING") with { Version = last }).NextVersion(LaterMs));

    [Fact]
    public void NextVersion_AfterTheLastThereIs_DoesNotBeginAgain() =>
        Assert.Throws<OverflowException>(() => (Situation.Of("OPENING") with { Version = long.MaxValue }).NextVersion(LaterMs));

    [Fact]
    public void ClaimKilled_Again_IsTheVeryStateThatWasClaimed()
    {
        var record = Claimed(Situation.Of("OPENING")).Record;

        var again = Claimed(record);

        Assert.Same(record.Incident!.Killed, again.Result!.Publication);
        Assert.Same(record, again.Record);
    }

    [Fact]
    public void ClaimKilled_AfterAFurtherKill_NamesBothAndTheLatestReason()
    {
        var further = Situation.Cause("kill-2") with { TriggeredBy = "user:bob", Reason = "still", CorrId = "corr-2" };
        var record = new Kill(further).Decide(Situation.Of("KILLED"), Situation.NowMs).Record;

        var publication = Claimed(record).Result!.Publication!;

        Assert.Equal(["kill-1", "kill-2"], publication.State.Causes);
        Assert.Equal(
            ("user:bob", "still", "kill-2", "corr-2"),
            (publication.State.UpdatedBy, publication.State.Reason, publication.State.LastCmdId, publication.State.CorrId));
        Assert.Equal(2, publication.CausesThrough);
    }

    /// <summary>A version that was given out since may be in the topic, above it: the same state would not be seen.</summary>
    [Fact]
    public void ClaimKilled_AVersionWasGivenOutSince_IsAnotherAboveIt()
    {
        var record = Situation.Of("KILLED") with { Version = LaterMs + 100 };

        Assert.Equal(LaterMs + 101, Claimed(record).Result!.Publication!.State.Version);
    }

    [Fact]
    public void ClaimRestore_Approved_IsTheActiveOfWhoApprovedLast()
    {
        var asked = Situation.Of("APPROVAL_PENDING");
        var two = asked with { Incident = asked.Incident!.With(asked.Incident!.FindRequest(1)! with { Quorum = 2 }) };
        var first = Situation.Decision(two, "bob", Verdict.Approve).Decide(two, Situation.NowMs).Record;
        var second = Situation.Decision(first, "carol", Verdict.Approve);
        var approved = (second with { Posted = second.Posted with { Reason = "spoke to the desk" } }).Decide(first, Situation.NowMs).Record;

        var claim = new ClaimRestore(1).Decide(approved, approved.Incident!, LaterMs);

        var state = claim.Result.Publication!.State;
        Assert.Equal((KillStatus.Active, LaterMs, LaterMs), (state.Status, state.Version, state.UpdatedTs));
        Assert.Equal(
            ("user:carol", "spoke to the desk", "unkill-1", "corr"), (state.UpdatedBy, state.Reason, state.LastCmdId, state.CorrId));
        Assert.Equal((1L, LaterMs), (claim.Result.Publication.CausesThrough, claim.Record.Version));
        Assert.Null(claim.Record.Incident!.InForce);
        Assert.Null(claim.Record.Incident.Wait);
    }

    [Fact]
    public void ClaimKilled_ManyCauses_NamesTheLatestFifty()
    {
        var record = Situation.Of("OPENING");
        for (var i = 2; i <= 60; i++)
            record = new Kill(Situation.Cause($"kill-{i}")).Decide(record, Situation.NowMs).Record;
        var more = record.Incident! with { Causes = [record.Incident!.FirstCause, .. record.Incident!.Causes] };

        var causes = new ClaimKilled().Decide(record with { Incident = more }, more, LaterMs).Result.Publication!.State.Causes;

        Assert.Equal((50, "kill-1", "kill-60"), (causes.Count, causes[0], causes[^1]));
    }

    /// <summary>A request that has not seen the latest kill restores nothing, whoever approved it.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void ClaimRestore_CausesSeenAreOthers_IsAFurtherCause(long by)
    {
        var record = Situation.Of("APPROVAL_PENDING approved");
        var request = record.Incident!.FindRequest(1)!;
        var unseen = record.Incident!.With(request with { CausesSeen = request.CausesSeen + by });

        var change = new ClaimRestore(1).Decide(record with { Incident = unseen }, unseen, LaterMs);

        Assert.Equal(new PublicationClaim(StepOutcome.FurtherCause, null), change.Result);
        Assert.Equal(record.Version, change.Record.Version);
    }

    [Fact]
    public void ClaimRestore_Again_IsTheVeryStateThatWasClaimed()
    {
        var record = Situation.Of("RESTORING");

        var again = new ClaimRestore(1).Decide(record, record.Incident!, LaterMs);

        Assert.Same(record.Incident!.Restored, again.Result.Publication);
        Assert.Same(record, again.Record);
    }

    [Fact]
    public void Confirm_Killed_IsInForceFromThenOnAndIsNotedOnce()
    {
        var claimed = Claimed(Situation.Of("OPENING")).Record;
        var version = claimed.Incident!.Killed!.State.Version;
        var first = new ConfirmPublished(claimed.Incident.IncidentId, version, new(2, 40)).Decide(claimed, LaterMs + 1);

        Assert.True(first.Result);
        Assert.Equal(IncidentPhase.Killed, first.Record.Incident!.Phase);
        Assert.Equal(new KillInForce(LaterMs + 1, version, 2, 40), first.Record.Incident.InForce);
        Assert.Equal(
            (LaterMs + 1, 2, 40L),
            (first.Record.Incident.Killed!.ConfirmedTs, first.Record.Incident.Killed.Partition, first.Record.Incident.Killed.Offset));

        var again = new ConfirmPublished(claimed.Incident.IncidentId, version, new(2, 41)).Decide(first.Record, LaterMs + 9);

        Assert.True(again.Result);
        Assert.Same(first.Record, again.Record);
    }

    [Fact]
    public void Confirm_PublishedAnewAfterTheTopicLostIt_NamesTheNewRecordAndKeepsSinceWhen()
    {
        var claimed = Claimed(Situation.Of("OPENING")).Record;
        var version = claimed.Incident!.Killed!.State.Version;
        var first = new ConfirmPublished(claimed.Incident.IncidentId, version, new(2, 40)).Decide(claimed, LaterMs).Record;

        var anew = new ConfirmPublished(claimed.Incident.IncidentId, version, new(2, 0), Anew: true).Decide(first, LaterMs + 9).Record;

        Assert.Equal(new KillInForce(LaterMs, version, 2, 0), anew.Incident!.InForce);
        Assert.Equal((LaterMs, 0L), (anew.Incident.Killed!.ConfirmedTs, anew.Incident.Killed.Offset));
    }

    [Fact]
    public void Confirm_KilledWhileAHigherVersionWasGivenOut_IsNotCalledInForce()
    {
        var claimed = Claimed(Situation.Of("OPENING")).Record;
        var version = claimed.Incident!.Killed!.State.Version;
        var above = claimed with { Version = version + 1 };

        Assert.Null(new ConfirmPublished(claimed.Incident.IncidentId, version, new(0, 1)).Decide(above, LaterMs).Record.Incident!.InForce);
    }

    [Fact]
    public void Confirm_Active_IsNotedOnceAndLeavesThePhase()
    {
        var restoring = Situation.Of("RESTORING");
        var version = restoring.Incident!.Restored!.State.Version;
        var first = new ConfirmPublished(restoring.Incident.IncidentId, version, new(1, 5)).Decide(restoring, LaterMs);

        Assert.True(first.Result);
        Assert.Equal(
            (IncidentPhase.Restoring, LaterMs, 1, 5L),
            (first.Record.Incident!.Phase, first.Record.Incident.Restored!.ConfirmedTs, first.Record.Incident.Restored.Partition,
                first.Record.Incident.Restored.Offset));
        Assert.Same(
            first.Record,
            new ConfirmPublished(restoring.Incident.IncidentId, version, new(1, 6)).Decide(first.Record, LaterMs + 1).Record);
    }

    [Theory]
    [InlineData("inc-other", 0)]
    [InlineData(null, 1)]
    [InlineData(null, -1)]
    public void Confirm_OfAnotherIncidentOrVersion_SaysThatSomethingElseShouldBeThere(string? incident, long versionOffBy)
    {
        var record = Situation.Of("KILLED");
        var version = record.Incident!.Killed!.State.Version + versionOffBy;

        var change = new ConfirmPublished(incident ?? record.Incident.IncidentId, version, new(0, 1)).Decide(record, LaterMs);

        Assert.False(change.Result);
        Assert.Same(record, change.Record);
    }

    private static Change<PublicationClaim> Claimed(ScopeRecord record) => new ClaimKilled().Decide(record, record.Incident!, LaterMs);
}
