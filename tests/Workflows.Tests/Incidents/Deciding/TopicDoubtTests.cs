using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

/// <summary>What is found in the state topic, against what the record knows: what is as it should be is left alone.</summary>
public sealed class TopicDoubtTests
{
    [Theory]
    [InlineData("KILLED", KillStatus.Killed)]
    [InlineData("RESTORING", KillStatus.Killed)]
    [InlineData("RESTORING published", KillStatus.Active)]
    public void Expected_OfAnOpenIncident_IsWhatWasAcknowledgedLast(string situation, KillStatus expected) =>
        Assert.Equal(expected, TopicDoubt.Expected(Situation.Of(situation).Incident!)!.State.Status);

    [Fact]
    public void Expected_BeforeAnythingWasPublished_IsNothing()
    {
        var opening = Situation.Of("OPENING").Incident!;

        Assert.Null(TopicDoubt.Expected(opening));
        Assert.False(TopicDoubt.Lacks(opening, null));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Lacks_AtTheExpectedVersion_OnlyWhatIsOlder(long offBy, bool expected)
    {
        var incident = Situation.Of("KILLED").Incident!;

        Assert.Equal(expected, TopicDoubt.Lacks(incident, At(incident.Killed!, offBy)));
        Assert.True(TopicDoubt.Lacks(incident, null));
    }

    [Theory]
    [InlineData(-1, KillStatus.Killed, false)]
    [InlineData(0, KillStatus.Killed, false)]
    [InlineData(0, KillStatus.Active, true)]
    [InlineData(1, KillStatus.Killed, true)]
    [InlineData(1, KillStatus.Active, true)]
    public void Contradicts_AtTheKilledThatWasPublished_WhateverItNeverGave(long offBy, KillStatus status, bool expected)
    {
        var record = Situation.Of("KILLED");

        var found = At(record.Incident!.Killed!, offBy) with { Status = status };
        Assert.Equal(expected, TopicDoubt.Contradicts(record, record.Incident!, found));
    }

    [Theory]
    [InlineData(KillStatus.Active, false)]
    [InlineData(KillStatus.Killed, true)]
    public void Contradicts_AtTheActiveThatWasClaimed_OnlyAnotherStatus(KillStatus status, bool expected)
    {
        var record = Situation.Of("RESTORING");

        var found = At(record.Incident!.Restored!, 0) with { Status = status };
        Assert.Equal(expected, TopicDoubt.Contradicts(record, record.Incident!, found));
    }

    /// <summary>What the incident before it left there is in order; above all that was ever given it is not.</summary>
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Contradicts_BeforeAnythingWasPublished_OnlyAboveTheRecordsVersion(long offBy, bool expected)
    {
        var opening = Situation.Of("OPENING") with { Version = Situation.NowMs };
        var found = At(Situation.Of("KILLED").Incident!.Killed!, 0) with { Version = opening.Version + offBy, Status = KillStatus.Active };

        Assert.Equal(expected, TopicDoubt.Contradicts(opening, opening.Incident!, found));
        Assert.False(TopicDoubt.Contradicts(opening, opening.Incident!, null));
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(5, 6)]
    public void Repair_OfAKilledScope_IsAVersionAboveBoth(long foundOffBy, long expectedOffBy)
    {
        var record = Situation.Of("KILLED");
        var found = At(record.Incident!.Killed!, foundOffBy) with { Status = KillStatus.Active };
        var newer = found with { Version = Math.Max(found.Version, record.Version) };

        var repaired = new Repair(record.Incident!.IncidentId, foundOffBy < 0 ? newer : found, Situation.Cause("recovered"))
            .Decide(record, nowMs: 0);

        Assert.Equal(record.Version + expectedOffBy, repaired.Record.Version);
        Assert.Equal(record.Version + expectedOffBy, repaired.Result!.Killed!.State.Version);
        Assert.Equal(1, repaired.Result.CauseCount);
    }

    /// <summary>What was found nobody has approved: it counts as a kill of its own, and voids what was approved.</summary>
    [Fact]
    public void Repair_WhileRestoring_IsAFurtherCauseThatIsAccountedFor()
    {
        var record = Situation.Of("RESTORING");
        var found = At(record.Incident!.Restored!, 9);

        var repaired = new Repair(record.Incident!.IncidentId, found, Situation.Cause("recovered")).Decide(record, nowMs: 0).Result!;

        Assert.Equal((IncidentPhase.Killed, 2L, "recovered"), (repaired.Phase, repaired.CauseCount, repaired.LatestCause.CmdId));
        Assert.Equal((2L, found.Version + 1), (repaired.Killed!.CausesThrough, repaired.Killed.State.Version));
        Assert.Equal(RequestStatus.Voided, repaired.FindRequest(1)!.Status);
    }

    [Fact]
    public void Repair_OfAnotherIncident_ChangesNothing()
    {
        var record = Situation.Of("KILLED");

        var change = new Repair("inc-other", At(record.Incident!.Killed!, 9), Situation.Cause("recovered")).Decide(record, Situation.NowMs);

        Assert.Null(change.Result);
        Assert.Same(record, change.Record);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public void Adopt_WhatStandsInTheTopic_KeepsTheHigherVersion(long offBy)
    {
        var record = Situation.Of("CLOSED");
        var found = At(record.Incident!.Killed!, 0) with { Version = record.Version + offBy };

        var adopted = new Adopt(found, Situation.Cause("recovered")).Decide(record, Situation.NowMs);

        Assert.Equal(Math.Max(record.Version, found.Version), adopted.Record.Version);
        Assert.Equal((IncidentPhase.Opening, "recovered"), (adopted.Result!.Phase, adopted.Result.FirstCause.CmdId));
    }

    private static KillState At(Publication publication, long offBy) =>
        publication.State with { Version = publication.State.Version + offBy };
}
