using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

/// <summary>What asking, waiting, reminding and ending leave behind in the record.</summary>
public sealed class RequestsTests
{
    private const long LaterMs = Situation.NowMs + 7;

    [Fact]
    public void Ask_OfAKilledScope_IsTheRequestAsItWasAsked()
    {
        var killed = Situation.Of("KILLED");
        var ask = Situation.Ask("unkill-1") with { TraceParent = "trace", Quorum = 2 };

        var request = ask.Decide(killed, LaterMs).Record.Incident!.FindRequest(1)!;

        Assert.Equal(
            ("unkill-1", "user:alice", new Person("alice"), "fixed", LaterMs, 1L),
            (request.CmdId, request.AskedBy, request.Requester, request.Reason, request.RequestedTs, request.CausesSeen));
        Assert.Equal(
            (killed.Version, 2, RequestStatus.Requested, "corr", "trace", null),
            (request.StateVersion, request.Quorum, request.Status, request.CorrId, request.TraceParent, request.ExpiresTs));
        Assert.Empty(request.Decisions);
    }

    [Fact]
    public void Ask_BeforeAnythingWasPublished_SawNoVersion() =>
        Assert.Equal(0, Situation.Ask("unkill-1").Decide(Situation.Of("OPENING"), LaterMs).Record.Incident!.FindRequest(1)!.StateVersion);

    [Fact]
    public void Ask_WhileTheExecutionWaitsForIt_AnswersTheTask() =>
        Assert.Equal(
            new TaskAnswer(StepOutcome.Requested, 1),
            Situation.Ask("unkill-1").Decide(Situation.Of("KILLED"), LaterMs).Record.Incident!.Wait!.Answer);

    [Fact]
    public void Ask_WhileTheExecutionWaitsForSomethingElseOrWasAnswered_LeavesTheTask()
    {
        var killed = Situation.Of("KILLED");
        var approval = killed.Incident! with { Wait = Situation.Wait(WaitKind.Approval, 3) };
        var answered = killed.Incident! with
        {
            Wait = killed.Incident!.Wait! with { Answer = new(StepOutcome.FurtherCause, null) },
        };

        Assert.Null(Asked(approval).Wait!.Answer);
        Assert.Equal(StepOutcome.FurtherCause, Asked(answered).Wait!.Answer!.Outcome);

        Incident Asked(Incident incident) =>
            Situation.Ask("unkill-1").Decide(killed with { Incident = incident }, LaterMs).Record.Incident!;
    }

    [Fact]
    public void Ask_TheSameCommandAgain_HasItsEffectOnce()
    {
        var asked = Situation.Of("KILLED asked");

        var again = Situation.Ask("unkill-1").Decide(asked, LaterMs);

        Assert.Same(asked, again.Record);
        Assert.Equal(CommandOutcome.Requested, again.Result.Value!.Outcome);
    }

    [Fact]
    public void Ask_ManyTimes_KeepsTheLatestTenAndNumbersThemAll()
    {
        var record = Situation.Of("KILLED");
        for (var i = 1; i <= 12; i++)
        {
            record = Situation.Ask($"unkill-{i}").Decide(record, LaterMs).Record;
            record = new Expire(i).Decide(record, record.Incident!, LaterMs).Record;
        }

        var incident = record.Incident!;
        Assert.Equal((12, 10), (incident.RequestCount, incident.Requests.Count));
        Assert.Equal((3, 12), (incident.Requests[0].Number, incident.Requests[^1].Number));
        Assert.Equal("unkill-12", record.RecentCommands[^1].CmdId);
    }

    [Fact]
    public void With_OneOfSeveralRequests_ChangesThatOneAlone()
    {
        var asked = Situation.Of("KILLED asked");
        var ended = new Expire(1).Decide(asked, asked.Incident!, LaterMs).Record;
        var two = Situation.Ask("unkill-2").Decide(ended, LaterMs).Record.Incident!;

        var changed = two.With(two.FindRequest(2)! with { Reason = "again" });

        Assert.Equal(["fixed", "again"], changed.Requests.Select(request => request.Reason));
        Assert.Equal(two.FindRequest(1), changed.FindRequest(1));
    }

    [Theory]
    [InlineData(RequestStatus.Approved, StepOutcome.Approved)]
    [InlineData(RequestStatus.Rejected, StepOutcome.Rejected)]
    [InlineData(RequestStatus.Withdrawn, StepOutcome.Withdrawn)]
    [InlineData(RequestStatus.Voided, StepOutcome.Voided)]
    [InlineData(RequestStatus.Expired, StepOutcome.Expired)]
    [InlineData(null, StepOutcome.Expired)]
    public void OutcomeOf_AnEndedRequest_IsWhereTheExecutionGoes(RequestStatus? status, StepOutcome expected) =>
        Assert.Equal(expected, RequestOutcomes.OutcomeOf(status));

    [Theory]
    [InlineData(RequestStatus.Requested)]
    [InlineData(RequestStatus.Pending)]
    public void OutcomeOf_AnOpenRequest_IsAFaultAndAfterTheWaitItIsExpired(RequestStatus status)
    {
        var open = Situation.Of("APPROVAL_PENDING").Incident!.FindRequest(1)! with { Status = status };

        Assert.Equal(
            $"A request that is {status} has no outcome yet.",
            Assert.Throws<InvalidOperationException>(() => RequestOutcomes.OutcomeOf(status)).Message);
        Assert.Equal(StepOutcome.Expired, RequestOutcomes.OutcomeAfter(open));
    }

    [Fact]
    public void OutcomeAfter_ARequestThatEnded_IsHowItEnded()
    {
        var request = Situation.Of("APPROVAL_PENDING").Incident!.FindRequest(1)!;

        Assert.Equal(StepOutcome.Rejected, RequestOutcomes.OutcomeAfter(request with { Status = RequestStatus.Rejected }));
        Assert.Equal(StepOutcome.Expired, RequestOutcomes.OutcomeAfter(null));
    }

    /// <summary>An approval that came to nothing leaves the scope killed, whichever try finds it so.</summary>
    [Fact]
    public void AwaitRequest_NoRequestIsUnderWayAnyMore_IsKilled()
    {
        var pending = Situation.Of("APPROVAL_PENDING");
        var ended = pending.Incident!.With(pending.Incident!.FindRequest(1)!.Ended(RequestStatus.Voided, LaterMs));

        var change = new AwaitRequest(Situation.Wait(WaitKind.UnkillRequest, 9)).Decide(pending with { Incident = ended }, ended, LaterMs);

        Assert.Equal(IncidentPhase.Killed, change.Record.Incident!.Phase);
    }

    [Fact]
    public void AwaitDecision_PutToTheApprovers_EndsALifetimeLaterAndNoRetryMovesThat()
    {
        var asked = Situation.Of("KILLED asked");
        var first = Await(asked, minute: 2, LaterMs).Record;
        var retried = Await(first, minute: 3, LaterMs + 60_000).Record;

        var lifetimeMs = (long)TimeSpan.FromMinutes(30).TotalMilliseconds;
        Assert.Equal(LaterMs + lifetimeMs, first.Incident!.FindRequest(1)!.ExpiresTs);
        Assert.Equal(LaterMs + lifetimeMs, retried.Incident!.FindRequest(1)!.ExpiresTs);
        Assert.Equal("token-3", retried.Incident.Wait!.TaskToken);
    }

    [Fact]
    public void AwaitDecision_OfNoSuchRequest_AnswersExpiredAtOnce() =>
        Assert.Equal(
            new TaskAnswer(StepOutcome.Expired, 9),
            new AwaitDecision(Situation.Wait(WaitKind.Approval, 2), 9, TimeSpan.FromMinutes(30))
                .Decide(Situation.Of("KILLED"), Situation.Of("KILLED").Incident!, LaterMs).Result.Wait.Answer);

    [Fact]
    public void Expire_OfAPendingRequest_EndsItAndTheWait()
    {
        var pending = Situation.Of("APPROVAL_PENDING");

        var change = new Expire(1).Decide(pending, pending.Incident!, LaterMs);

        Assert.Equal((RequestStatus.Expired, LaterMs), (change.Result.Request!.Status, change.Result.Request.EndedTs));
        Assert.Equal(change.Result.Request, change.Record.Incident!.FindRequest(1));
        Assert.Null(change.Record.Incident.Wait);
    }

    [Fact]
    public void Remind_NobodyAsked_IsCountedOnceForEachTimeItIsDue()
    {
        var killed = Situation.Of("KILLED");

        var first = new Remind(LaterMs).Decide(killed, killed.Incident!, LaterMs).Record;
        var again = new Remind(LaterMs).Decide(first, first.Incident!, LaterMs + 1);
        var next = new Remind(LaterMs + 50).Decide(first, first.Incident!, LaterMs + 50).Record;

        Assert.Equal((1, LaterMs), (first.Incident!.Escalations, first.Incident.LastEscalationTs));
        Assert.True(again.Result.IsDue);
        Assert.Same(first, again.Record);
        Assert.Equal((2, LaterMs + 50), (next.Incident!.Escalations, next.Incident.LastEscalationTs));
    }

    [Fact]
    public void Remind_JustAfterAFurtherKill_IsNotDue()
    {
        var record = new Kill(Situation.Cause("kill-2")).Decide(Situation.Of("KILLED"), Situation.NowMs).Record;

        Assert.False(new Remind(LaterMs).Decide(record, record.Incident!, LaterMs).Result.IsDue);
    }

    [Fact]
    public void Bind_TheSameExecutionAgain_ChangesNothing()
    {
        var record = Situation.Of("KILLED");
        var arn = record.Incident!.ExecutionArn!;

        Assert.Same(record, new BindExecution(arn).Decide(record, record.Incident!, LaterMs).Record);
        Assert.Equal("arn:other", new BindExecution("arn:other").Decide(record, record.Incident!, LaterMs).Record.Incident!.ExecutionArn);
    }

    [Fact]
    public void Bind_NothingIsPublishedYet_GivesKilledItsVersionByTheSameSave()
    {
        var opening = new Kill(Situation.Cause("kill-1")).Decide(ScopeRecord.Empty(Situation.Scope), Situation.NowMs).Record;

        var bound = new BindExecution("arn:execution").Decide(opening, opening.Incident!, LaterMs).Record;

        Assert.Equal((LaterMs, 1), (bound.Incident!.Killed!.State.Version, bound.Incident.Killed.CausesThrough));
        Assert.Null(bound.Incident.Killed.ConfirmedTs);
        Assert.Same(bound, new ClaimKilled().Decide(bound, bound.Incident, LaterMs + 1).Record);
    }

    [Fact]
    public void Bind_WhileActiveIsBeingPublished_GivesKilledNoVersion()
    {
        var record = Situation.Of("RESTORING");

        var bound = new BindExecution("arn:other").Decide(record, record.Incident!, LaterMs).Record;

        Assert.Equal(record.Version, bound.Version);
        Assert.Equal(record.Incident!.Killed, bound.Incident!.Killed);
    }

    [Fact]
    public void Replace_TheExecutionThatEnded_IsTheNextGenerationWithoutItsTask()
    {
        var record = Situation.Of("APPROVAL_PENDING");

        var next = new ReplaceExecution(Situation.CarrierOf(record)).Decide(record, LaterMs).Result!;

        Assert.Equal(2, next.Generation);
        Assert.Equal(IncidentNames.Execution(Situation.Scope, next.IncidentId, 2), next.ExecutionName);
        Assert.Null(next.ExecutionArn);
        Assert.Null(next.Wait);
    }

    [Fact]
    public void Close_AKillCameSinceActive_IsNotClosed()
    {
        var record = Situation.Of("RESTORING published");
        var more = record.Incident! with { CauseCount = record.Incident!.CauseCount + 1 };

        Assert.Equal(
            StepOutcome.FurtherCause,
            new Close(Situation.CarrierOf(record)).Decide(record with { Incident = more }, LaterMs).Result);
    }

    [Fact]
    public void Close_ActiveIsPublished_IsClosedThenAndWaitsForNobody()
    {
        var record = Situation.Of("RESTORING published");
        var waiting = record with { Incident = record.Incident! with { Wait = Situation.Wait(WaitKind.Approval, 5) } };

        var closed = new Close(Situation.CarrierOf(record)).Decide(waiting, LaterMs).Record.Incident!;

        Assert.Equal((IncidentPhase.Closed, LaterMs, null), (closed.Phase, closed.ClosedTs!.Value, closed.Wait));
    }

    [Fact]
    public void Close_ByAnotherIncidentsExecution_IsSuperseded()
    {
        var open = Situation.Of("RESTORING published");
        var closed = Situation.Of("CLOSED");

        Assert.Equal(StepOutcome.Superseded, new Close(new("inc-other", "kill-other")).Decide(open, LaterMs).Result);
        Assert.Equal(StepOutcome.Superseded, new Close(new("inc-other", "kill-other")).Decide(closed, LaterMs).Result);
    }

    [Fact]
    public void Overdue_OfAnotherIncident_ClaimsNothing()
    {
        var record = Situation.Of("OPENING");

        Assert.Null(new ClaimOverdue("inc-other").Decide(record, LaterMs).Result);
        Assert.Equal(1, new ClaimOverdue(record.Incident!.IncidentId).Decide(record, LaterMs).Result!.CausesThrough);
    }

    private static Change<WaitStart> Await(ScopeRecord record, int minute, long nowMs) =>
        new AwaitDecision(Situation.Wait(WaitKind.Approval, minute), 1, TimeSpan.FromMinutes(30)).Decide(record, record.Incident!, nowMs);
}
