using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Incidents;

/// <summary>Whole incidents, from the command to the topic.</summary>
public sealed class ScenarioTests
{
    private static readonly Scope s_account = Scope.Account("12345");

    private readonly KillWorld _world = new();

    [Fact]
    public async Task Kill_IsPublishedToldAndWaits()
    {
        await _world.KillAsync(s_account);
        await _world.FlowAsync();

        var state = Assert.Single(_world.Topic.Log);
        Assert.Equal((KillStatus.Killed, s_account, "detector"), (state.Status, state.Scope, state.UpdatedBy));
        Assert.Equal(IncidentPhase.Killed, _world.Incident(s_account).Phase);
        Assert.Equal(
            ["OpenIncident", "WhereToBegin", "PublishKilled", "NotifyOperators", "AwaitUnkillRequest"],
            _world.Execution(s_account).Path
        );
        Assert.Equal(NotificationKind.Killed, Assert.Single(_world.Mail.Sent).Kind);
    }

    [Fact]
    public async Task Kill_AskedAndApprovedByAnother_IsRestoredAndClosed()
    {
        await KilledAndAskedAsync();
        Assert.Equal(IncidentPhase.ApprovalPending, _world.Incident(s_account).Phase);

        var decided = await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();

        Assert.Equal(RequestStatus.Approved, decided.Value!.Status);
        Assert.Equal([KillStatus.Killed, KillStatus.Active], _world.Topic.Log.Select(state => state.Status));
        Assert.Equal(("user:bob", "bob says so"), (_world.Topic.Log[1].UpdatedBy, _world.Topic.Log[1].Reason));
        Assert.True(_world.Topic.Log[1].Version > _world.Topic.Log[0].Version);
        Assert.Equal(IncidentPhase.Closed, _world.Incident(s_account).Phase);
        Assert.Equal("Closed", _world.Execution(s_account).Path[^1]);
        Assert.Equal(IncidentPhase.Closed, Assert.Single(_world.Incidents.Closed).Phase);
    }

    [Fact]
    public async Task EveryStateThatCallsAFunction_IsAudited()
    {
        await KilledAndAskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();

        var called = _world.Execution(s_account).Path.Where(state => Definition.Type(new Definition().State(state)) == "Task").Order();
        var audited = _world.Audit.Records.Where(record => record.ExecutionArn is not null).Select(record => record.Step).Order();
        Assert.Equal(called, audited);
        Assert.Contains(_world.Audit.Records, record => record is { Step: "PublishKilled", Actor: "detector", CmdId: "cmd-1" });
        Assert.Contains(_world.Audit.Records, record => record is { Step: "PublishActive", Actor: "user:bob", CmdId: "cmd-2" });
        Assert.All(_world.Audit.Records.Where(record => record.ExecutionArn is not null), record =>
            Assert.Equal(64, record.InputHash!.Length)
        );
    }

    [Fact]
    public async Task NoTokenLeavesTheStore()
    {
        await KilledAndAskedAsync();

        var view = await _world.Operators.GetIncidentAsync(KillWorld.Dave, _world.Incident(s_account).IncidentId, CancellationToken.None);
        var page = await _world.Operators.ViewApprovalAsync(_world.Link, CancellationToken.None);

        var token = _world.Incident(s_account).Wait!.TaskToken;
        Assert.DoesNotContain(
            token,
            System.Text.Json.JsonSerializer.Serialize(view.Value!, OperatorsJson.Default.IncidentView),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            token,
            System.Text.Json.JsonSerializer.Serialize(page.Value!, OperatorsJson.Default.ApprovalView),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(token, _world.Incident(s_account).Wait!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Audit.Records, record => record.Detail.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FurtherKill_WhileApprovalIsPending_VoidsItAndPublishesKilledAgain()
    {
        await KilledAndAskedAsync();
        var link = _world.Link;

        await _world.KillAsync(s_account, "cmd-further");
        await _world.FlowAsync();
        var late = await _world.DecideAsync(KillWorld.Bob, "APPROVE", link: link);

        Assert.Equal(RefusalCode.ApprovalVoided, late.Refusal!.Code);
        Assert.Equal([KillStatus.Killed, KillStatus.Killed], _world.Topic.Log.Select(state => state.Status));
        Assert.Equal(["cmd-1", "cmd-further"], _world.Topic.Log[1].Causes);
        Assert.Equal("AwaitUnkillRequest", _world.Execution(s_account).Path[^1]);
        Assert.Single(_world.Engine.Executions);
    }

    [Fact]
    public async Task FurtherKill_BetweenApprovalAndActive_IsNotApprovedAway()
    {
        await KilledAndAskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");

        await _world.KillAsync(s_account);
        await _world.FlowAsync();

        Assert.DoesNotContain(_world.Topic.Log, state => state.Status == KillStatus.Active);
        Assert.Equal(RequestStatus.Voided, _world.Incident(s_account).Requests[^1].Status);
    }

    [Fact]
    public async Task ApproverRemoved_BetweenApprovalAndActive_IsNotRestored()
    {
        await KilledAndAskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");

        _world.Directory.Names.Remove("bob");
        await _world.FlowAsync();

        Assert.DoesNotContain(_world.Topic.Log, state => state.Status == KillStatus.Active);
        Assert.Equal(RequestStatus.Rejected, _world.Incident(s_account).Requests[^1].Status);
        Assert.Equal("AwaitUnkillRequest", _world.Execution(s_account).Path[^1]);
    }

    [Fact]
    public async Task FurtherKill_WhileActiveIsBeingPublished_KilledFollowsWithAHigherVersion()
    {
        await KilledAndAskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        AtEffect("publish", () => _world.KillAsync(s_account));

        await _world.FlowAsync();

        Assert.Equal([KillStatus.Killed, KillStatus.Active, KillStatus.Killed], _world.Topic.Log.Select(state => state.Status));
        Assert.True(_world.Topic.Log[2].Version > _world.Topic.Log[1].Version);
        Assert.Equal("AwaitUnkillRequest", _world.Execution(s_account).Path[^1]);
        Assert.Equal(IncidentPhase.Killed, _world.Incident(s_account).Phase);
    }

    [Fact]
    public async Task FurtherKill_RightBeforeClosing_KeepsTheIncidentOpen()
    {
        await KilledAndAskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        while (_world.Execution(s_account).State != "CloseIncident")
            await _world.Engine.StepAsync(_world.Execution(s_account));

        await _world.KillAsync(s_account);
        await _world.FlowAsync();

        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
        Assert.Single(_world.Engine.Executions);
        Assert.True(_world.Incident(s_account).IsOpen);
    }

    [Fact]
    public async Task Kill_AfterClosing_OpensANewIncidentAndKeepsTheOld()
    {
        await KilledAndAskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
        var first = _world.Incident(s_account).IncidentId;

        await _world.KillAsync(s_account);
        await _world.FlowAsync();

        Assert.NotEqual(first, _world.Incident(s_account).IncidentId);
        Assert.Equal(first, Assert.Single(_world.Incidents.Closed).IncidentId);
        Assert.Equal(2, _world.Engine.Executions.Count);
        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
    }

    [Fact]
    public async Task EarlyRequest_BeforeTheExecutionWaits_IsNotLost()
    {
        await _world.KillAsync(s_account);
        await _world.AskAsync(s_account, KillWorld.Alice);

        await _world.FlowAsync();

        Assert.Equal("RequestApproval", _world.Execution(s_account).State);
        Assert.Equal(RequestStatus.Pending, _world.Incident(s_account).Requests[^1].Status);
    }

    [Theory]
    [InlineData("REJECT")]
    [InlineData("WITHDRAW")]
    public async Task RejectedOrWithdrawn_StaysKilledAndCanBeAskedAgain(string verdict)
    {
        await KilledAndAskedAsync();

        await _world.DecideAsync(verdict == "REJECT" ? KillWorld.Bob : KillWorld.Alice, verdict);
        await _world.FlowAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();

        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
        Assert.Equal(2, _world.Incident(s_account).Requests[^1].Number);
        Assert.Contains(_world.Mail.Sent, mail => mail.Kind == NotificationKind.RequestEnded);
    }

    [Fact]
    public async Task NobodyAsks_PeopleAreReminded()
    {
        await _world.KillAsync(s_account);
        await _world.FlowAsync();

        _world.Engine.TimeOut(_world.Execution(s_account));
        await _world.FlowAsync();

        Assert.Equal(1, _world.Incident(s_account).Escalations);
        Assert.Equal(NotificationKind.Escalation, _world.Mail.Sent[^1].Kind);
        Assert.Equal("AwaitUnkillRequest", _world.Execution(s_account).State);
    }

    [Fact]
    public async Task NobodyDecides_TheRequestExpiresAndTheLinkSaysSo()
    {
        await KilledAndAskedAsync();
        var link = _world.Link;
        _world.Time.Advance(TimeSpan.FromMinutes(30));

        var tooLate = await _world.DecideAsync(KillWorld.Bob, "APPROVE", link: link);
        _world.Engine.TimeOut(_world.Execution(s_account));
        await _world.FlowAsync();
        var afterwards = await _world.DecideAsync(KillWorld.Bob, "APPROVE", link: link);

        Assert.Equal(RefusalCode.LinkExpired, tooLate.Refusal!.Code);
        Assert.Equal(RefusalCode.ApprovalExpired, afterwards.Refusal!.Code);
        Assert.Equal(RequestStatus.Expired, _world.Incident(s_account).Requests[^1].Status);
        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
    }

    [Fact]
    public async Task DecidedInTheLastMoment_TokenTooLate_StillCounts()
    {
        await KilledAndAskedAsync();
        var execution = _world.Execution(s_account);
        AtEffect("complete task", () =>
        {
            _world.Engine.TimeOut(execution);
            return Task.CompletedTask;
        });

        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();

        Assert.Contains("ExpireApproval", execution.Path);
        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
        Assert.Equal(IncidentPhase.Closed, _world.Incident(s_account).Phase);
    }

    [Fact]
    public async Task MailIsBroken_TheKillIsPublishedAndCanBeRestoredAllTheSame()
    {
        _world.Mail.Broken = true;
        await _world.KillAsync(s_account);
        await _world.FlowAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        var view = await _world.Operators.GetIncidentAsync(KillWorld.Bob, _world.Incident(s_account).IncidentId, CancellationToken.None);

        await _world.DecideAsync(KillWorld.Bob, "APPROVE", link: view.Value!.Requests[^1].LinkId);
        await _world.FlowAsync();

        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
        Assert.Equal(IncidentPhase.Closed, _world.Incident(s_account).Phase);
    }

    [Fact]
    public async Task Global_TakesTwoApprovers()
    {
        await _world.KillAsync(Scope.Global);
        await _world.FlowAsync();
        await _world.AskAsync(Scope.Global, KillWorld.Alice);
        await _world.FlowAsync();

        var first = await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
        var again = await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        var afterOne = _world.Topic.Seen(Scope.Global)!.Status;
        await _world.DecideAsync(KillWorld.Carol, "APPROVE");
        await _world.FlowAsync();

        Assert.Equal(1, first.Value!.ApprovalsMissing);
        Assert.Equal(RefusalCode.AlreadyApprovedByYou, again.Refusal!.Code);
        Assert.Equal(KillStatus.Killed, afterOne);
        Assert.Equal(KillStatus.Active, _world.Topic.Seen(Scope.Global)!.Status);
    }

    [Fact]
    public async Task AskedByNobodyProven_TakesOneMoreApprover()
    {
        await _world.KillAsync(s_account);
        await _world.FlowAsync();

        await _world.Intake.HandleAsync(_world.Command(s_account, CommandAction.Unkill, "user:bob"), CancellationToken.None);
        await _world.FlowAsync();

        var request = _world.Incident(s_account).Requests[^1];
        Assert.Equal((null, 2, "user:bob (not proven)"), (request.Requester, request.Quorum, request.AskedBy));
    }

    private async Task KilledAndAskedAsync()
    {
        await _world.KillAsync(s_account);
        await _world.FlowAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
    }

    /// <summary>Lets something happen right before the next effect of that name, once.</summary>
    private void AtEffect(string effect, Func<Task> act)
    {
        var done = false;
        _world.Faults.Else = act;
        _world.Faults.Plan = name =>
        {
            if (done || name != effect)
                return Fault.None;
            done = true;
            return Fault.SomethingElse;
        };
    }
}
