using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tests.Incidents.InMemory;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges;

/// <summary>What becomes of changes of limits, from asking to their end, through the real definition and steps.</summary>
public sealed class LimitScenarioTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    private readonly LimitWorld _world = new();

    [Fact]
    public async Task Ask_Tighter_IsInForceAtOnceByOnePerson()
    {
        var receipt = (await _world.AskAsync("500")).Value!;

        Assert.True(receipt.Tighter);
        Assert.Equal(LimitChangePhase.Requested, receipt.Phase);
        Assert.Contains("not known to be in force yet", receipt.Message);
        var record = Assert.Single(_world.Topic.Log);
        Assert.Equal((500, 900, "user:alice"), (record.Value, record.Before, record.AskedBy));
        Assert.Null(record.ApprovedBy);
        var view = await _world.ViewAsync(receipt.ChangeId);
        Assert.Equal((LimitChangePhase.InForce, true), (view.Phase, view.Holds));
        Assert.Equal((record.Version, 0L), (view.Published!.Version, view.Published.Offset!.Value));
        Assert.NotNull(view.EndedTs);
        Assert.Contains(_world.Mail.Sent, mail => mail.Kind == NotificationKind.LimitChanged && mail.Subject.Contains("is 500 now"));
    }

    [Fact]
    public async Task Ask_Looser_ChangesNothingUntilAnotherApproves()
    {
        var receipt = (await _world.AskAsync("1200")).Value!;

        Assert.False(receipt.Tighter);
        Assert.Empty(_world.Topic.Log);
        Assert.Equal(900, await _world.HoldsAsync());
        var mail = Assert.Single(_world.Mail.Sent);
        Assert.Equal((NotificationKind.ApprovalRequested, Audience.Approvers), (mail.Kind, mail.To));
        Assert.Equal("alice", mail.Except!.Name);

        var decided = (await _world.DecideAsync(receipt.ChangeId, KillWorld.Bob)).Value!;

        Assert.Equal(RequestStatus.Approved, decided.Status);
        Assert.Equal(["user:bob"], Assert.Single(_world.Topic.Log).ApprovedBy!);
        Assert.Equal(1200, await _world.HoldsAsync());
        Assert.Equal(LimitChangePhase.InForce, (await _world.ViewAsync(receipt.ChangeId)).Phase);
    }

    [Fact]
    public async Task Decide_ByWhoeverAsked_IsRefusedAndChangesNothing()
    {
        var receipt = (await _world.AskAsync("1200", by: KillWorld.Erin)).Value!;

        var decided = await _world.DecideAsync(receipt.ChangeId, KillWorld.Erin);

        Assert.Equal(RefusalCode.SelfApproval, decided.Refusal!.Code);
        Assert.StartsWith("erin asked for this change and therefore cannot approve it", decided.Refusal.Message);
        Assert.Empty(_world.Topic.Log);
    }

    [Fact]
    public async Task Decide_ByWhoIsNoApprover_IsRefused()
    {
        var receipt = (await _world.AskAsync("1200", by: KillWorld.Erin)).Value!;

        var decided = await _world.DecideAsync(receipt.ChangeId, KillWorld.Alice);

        Assert.Equal(RefusalCode.RoleMissing, decided.Refusal!.Code);
        Assert.Contains("approve or reject a change of a limit", decided.Refusal.Message);
    }

    [Theory]
    [InlineData("REJECT", LimitChangePhase.Rejected)]
    [InlineData("WITHDRAW", LimitChangePhase.Withdrawn)]
    public async Task Decide_AgainstIt_LeavesTheLimitAndSaysSo(string verdict, LimitChangePhase expected)
    {
        var receipt = (await _world.AskAsync("1200")).Value!;

        var decided = await _world.DecideAsync(receipt.ChangeId, verdict == "REJECT" ? KillWorld.Bob : KillWorld.Alice, verdict);

        Assert.EndsWith("max_qty of ACCOUNT:1 stays as it is.", decided.Value!.Message);
        var view = await _world.ViewAsync(receipt.ChangeId);
        Assert.Equal((expected, false), (view.Phase, view.Holds));
        Assert.Empty(_world.Topic.Log);
        Assert.Equal(ExecutionLiveness.Ended, Assert.Single(_world.Engine.Executions.Values).Status);
        Assert.False((await _world.AskAsync("1300")).IsRefused);
    }

    [Fact]
    public async Task Wait_NobodyDecides_ExpiresAndTheLinkSaysSo()
    {
        var receipt = (await _world.AskAsync("1200")).Value!;
        _world.Time.Advance(s_hour);

        _world.Engine.TimeOut(Assert.Single(_world.Engine.Executions.Values));
        await _world.Engine.RunAsync();

        Assert.Equal(LimitChangePhase.Expired, (await _world.ViewAsync(receipt.ChangeId)).Phase);
        Assert.Equal(RefusalCode.ApprovalExpired, (await _world.DecideAsync(receipt.ChangeId, KillWorld.Bob)).Refusal!.Code);
        Assert.Contains(_world.Mail.Sent, mail => mail.Kind == NotificationKind.RequestEnded);
    }

    [Fact]
    public async Task Until_OfALooserLimit_GoesBackToTheFileByItself()
    {
        var receipt = (await _world.AskAsync("1200", until: s_hour)).Value!;
        await _world.DecideAsync(receipt.ChangeId, KillWorld.Bob);
        Assert.Equal(1200, await _world.HoldsAsync());
        Assert.Equal(_world.NowMs + (long)s_hour.TotalMilliseconds, _world.Topic.Log[0].Until);

        await _world.AdvanceAsync(s_hour);

        Assert.Equal(2, _world.Topic.Log.Count);
        Assert.Equal((true, null, 1200), (_world.Topic.Log[1].Withdrawn, _world.Topic.Log[1].Value, _world.Topic.Log[1].Before));
        Assert.True(_world.Topic.Log[1].Version > _world.Topic.Log[0].Version);
        Assert.Equal(900, await _world.HoldsAsync());
        var view = await _world.ViewAsync(receipt.ChangeId);
        Assert.Equal((LimitChangePhase.Reverted, false), (view.Phase, view.Holds));
        Assert.Contains(_world.Mail.Sent, mail => mail.Kind == NotificationKind.LimitReverted && mail.Subject.Contains("is 900 again"));
        Assert.Contains(_world.Audit.Records, record => record.Step == "RevertLimit" && record.ChangeId == receipt.ChangeId);
    }

    [Fact]
    public async Task Until_OfATighterLimitThatNobodyApproved_StaysTight()
    {
        var receipt = (await _world.AskAsync("500", until: s_hour)).Value!;
        Assert.Equal(500, await _world.HoldsAsync());
        Assert.Null(_world.Topic.Log[0].Until);
        Assert.Contains("somebody else has to approve", receipt.Message);

        _world.Time.Advance(TimeSpan.FromMinutes(31));
        _world.Engine.TimeOut(Assert.Single(_world.Engine.Executions.Values));
        await _world.AdvanceAsync(s_hour);

        Assert.Single(_world.Topic.Log);
        Assert.Equal(500, await _world.HoldsAsync());
        var view = await _world.ViewAsync(receipt.ChangeId);
        Assert.Equal((LimitChangePhase.InForce, true, false), (view.Phase, view.Holds, view.EndsByItself));
        Assert.Contains("Its end was not approved: it stays", view.Standing);
    }

    [Fact]
    public async Task Until_OfATighterLimitThatAnotherApproved_GoesBack()
    {
        var receipt = (await _world.AskAsync("500", until: s_hour)).Value!;
        var decided = await _world.DecideAsync(receipt.ChangeId, KillWorld.Bob);
        Assert.StartsWith("Approved: max_qty of ACCOUNT:1 goes back to 900 at", decided.Value!.Message);
        Assert.Single(_world.Topic.Log);

        await _world.AdvanceAsync(s_hour);

        Assert.Equal(900, await _world.HoldsAsync());
        Assert.Equal(LimitChangePhase.Reverted, (await _world.ViewAsync(receipt.ChangeId)).Phase);
    }

    [Fact]
    public async Task Until_ChangedMeanwhile_RevertsNothingAndSaysSo()
    {
        var first = (await _world.AskAsync("1200", until: s_hour)).Value!;
        await _world.DecideAsync(first.ChangeId, KillWorld.Bob);
        var second = (await _world.AskAsync("700")).Value!;
        Assert.Contains($"Another change, {second.ChangeId}, has taken its place", (await _world.ViewAsync(first.ChangeId)).Standing);

        await _world.AdvanceAsync(s_hour);

        Assert.Equal(2, _world.Topic.Log.Count);
        Assert.Equal(700, await _world.HoldsAsync());
        var told = Assert.Single(_world.Mail.Sent, mail => mail.Kind == NotificationKind.LimitReverted);
        Assert.Contains($"Nothing was reverted at its end: the limit was changed meanwhile, by {second.ChangeId}.", told.Body);
        Assert.All(_world.Engine.Executions.Values, execution => Assert.Equal(ExecutionLiveness.Ended, execution.Status));
    }

    [Fact]
    public async Task Until_OnTopOfAnotherTemporaryOne_GoesBackToWhatWasBeforeBoth()
    {
        var first = (await _world.AskAsync("1200", until: s_hour)).Value!;
        await _world.DecideAsync(first.ChangeId, KillWorld.Bob);
        var second = (await _world.AskAsync("1500", until: 2 * s_hour)).Value!;
        await _world.DecideAsync(second.ChangeId, KillWorld.Carol);

        await _world.AdvanceAsync(s_hour);
        Assert.Equal(1500, await _world.HoldsAsync());
        await _world.AdvanceAsync(s_hour);

        Assert.Equal(900, await _world.HoldsAsync());
        Assert.True(_world.Topic.Log[^1].Withdrawn);
    }

    /// <summary>Else one person alone would make lasting what another has approved for an hour.</summary>
    [Theory]
    [InlineData("1100", null, false)]
    [InlineData("1100", 2.0, false)]
    [InlineData("1100", 0.5, true)]
    [InlineData("900", null, true)]
    [InlineData("800", null, true)]
    public async Task Ask_InPlaceOfATemporaryLooserOne_IsTighterOnlyIfItStaysSo(string value, double? hours, bool tighter)
    {
        var first = (await _world.AskAsync("1200", until: s_hour)).Value!;
        await _world.DecideAsync(first.ChangeId, KillWorld.Bob);

        var second = await _world.AskAsync(value, until: hours is { } some ? some * s_hour : null);

        Assert.Equal(tighter, second.Value!.Tighter);
    }

    [Fact]
    public async Task Until_WhileAnotherIsAsked_MakesThatVoid()
    {
        var first = (await _world.AskAsync("1200", until: s_hour)).Value!;
        await _world.DecideAsync(first.ChangeId, KillWorld.Bob);
        _world.Time.Advance(s_hour - TimeSpan.FromMinutes(1));
        var second = (await _world.AskAsync("1500")).Value!;

        await _world.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(900, await _world.HoldsAsync());
        Assert.Equal(LimitChangePhase.Voided, (await _world.ViewAsync(second.ChangeId)).Phase);
        Assert.Equal(RefusalCode.ApprovalVoided, (await _world.DecideAsync(second.ChangeId, KillWorld.Bob)).Refusal!.Code);
    }

    /// <summary>Nobody's request keeps a limit from being tightened.</summary>
    [Fact]
    public async Task Ask_TighterWhileALooserOneWaits_IsInForceAtOnceAndVoidsIt()
    {
        var looser = (await _world.AskAsync("1200")).Value!;

        var tighter = (await _world.AskAsync("100", by: KillWorld.Bob)).Value!;

        Assert.Equal(LimitChangePhase.InForce, (await _world.ViewAsync(tighter.ChangeId)).Phase);
        Assert.Equal(100, await _world.HoldsAsync());
        Assert.Equal(LimitChangePhase.Voided, (await _world.ViewAsync(looser.ChangeId)).Phase);
        Assert.Equal(RefusalCode.ApprovalVoided, (await _world.DecideAsync(looser.ChangeId, KillWorld.Bob)).Refusal!.Code);
    }

    [Fact]
    public async Task Ask_WhileAnotherIsAsked_IsRefusedAndSaysWhatToDo()
    {
        var first = (await _world.AskAsync("1200")).Value!;

        var refusal = (await _world.AskAsync("1300")).Refusal!;

        Assert.Equal(RefusalCode.LimitChangePending, refusal.Code);
        Assert.Contains(first.ChangeId, refusal.Message);
        Assert.EndsWith("Wait for its outcome, or have it withdrawn or rejected first.", refusal.Message);
        Assert.False((await _world.AskAsync("1300", owner: "ACCOUNT:2")).IsRefused);
    }

    [Fact]
    public async Task Ask_WhereAStricterLimitOfOthersCounts_SaysThatItHasNoEffect()
    {
        var receipt = (await _world.AskAsync("9000")).Value!;

        Assert.Contains("The stricter max_qty of GLOBAL, 5,000, counts all the same", receipt.Message);
    }

    [Fact]
    public async Task Ask_OfGlobal_TakesTwoApprovers()
    {
        var receipt = (await _world.AskAsync("6000", owner: "GLOBAL")).Value!;

        Assert.Equal(1, (await _world.DecideAsync(receipt.ChangeId, KillWorld.Bob)).Value!.ApprovalsMissing);
        Assert.Empty(_world.Topic.Log);
        await _world.DecideAsync(receipt.ChangeId, KillWorld.Carol);

        Assert.Equal(["user:bob", "user:carol"], Assert.Single(_world.Topic.Log).ApprovedBy!);
    }

    [Fact]
    public async Task Ask_NobodyElseCouldApprove_IsRefusedButNotWhatIsTighter()
    {
        _world.Directory.Names.Clear();
        _world.Directory.Names.Add("erin");

        Assert.Equal(RefusalCode.NobodyCouldApprove, (await _world.AskAsync("1200", by: KillWorld.Erin)).Refusal!.Code);
        Assert.False((await _world.AskAsync("500", by: KillWorld.Erin)).IsRefused);
    }

    [Fact]
    public async Task Ask_WhileTheDirectoryIsAway_TightensAllTheSame()
    {
        _world.Directory.Broken = true;

        Assert.Equal(RefusalCode.DependencyUnavailable, (await _world.AskAsync("1200")).Refusal!.Code);
        await _world.AskAsync("500");

        Assert.Equal(500, await _world.HoldsAsync());
    }

    [Fact]
    public async Task Ask_TwiceUnderAKey_IsOneChange()
    {
        var first = (await _world.AskAsync("500", key: "k")).Value!;
        var again = (await _world.AskAsync("500", key: "k")).Value!;

        Assert.Equal((first.ChangeId, true), (again.ChangeId, again.Replayed));
        Assert.Single(_world.Topic.Log);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, (await _world.AskAsync("400", key: "k")).Refusal!.Code);
    }

    [Fact]
    public async Task List_AfterChanges_SaysWhatHoldsAndWhereItComesFrom()
    {
        var loose = (await _world.AskAsync("1200", until: s_hour)).Value!;
        await _world.DecideAsync(loose.ChangeId, KillWorld.Bob);
        await _world.AskAsync("1", owner: "SYMBOL:GME", rule: "restricted");

        var view = (await _world.Operators.ListAsync(KillWorld.Dave, CancellationToken.None)).Value!;

        var account = Assert.Single(view.Limits, limit => limit.Owner == "ACCOUNT:1");
        Assert.Equal((1200, LimitView.Change, 900, loose.ChangeId), (account.Value, account.From, account.OfFile, account.ChangeId));
        Assert.NotNull(account.Until);
        Assert.Equal(1, Assert.Single(view.Limits, limit => limit.Owner == "SYMBOL:GME").Value);
        Assert.Equal(LimitView.File, view.Limits[0].From);
        Assert.Equal(loose.ChangeId, Assert.Single(view.Changes).ChangeId);
    }

    [Fact]
    public async Task Page_OfALooserLimit_ShowsWhatApprovingDoes()
    {
        var receipt = (await _world.AskAsync("1200", until: s_hour)).Value!;

        var page = (await _world.Operators.ViewApprovalAsync(_world.LinkOf(receipt.ChangeId), CancellationToken.None)).Value!;

        Assert.True(page.Decidable);
        Assert.Equal(("900", "1,200", LimitApprovalView.AsksChange), (page.From, page.To, page.Asks));
        Assert.Contains("in place of 900, until", page.Does);
    }

    [Fact]
    public async Task Start_StepFunctionsAway_IsStoredAndStartedByTheRecovery()
    {
        _world.Engine.IsDown = true;
        var receipt = (await _world.AskAsync("500")).Value!;
        Assert.Contains("Step Functions does not answer just now", receipt.Message);
        await Assert.ThrowsAsync<ExecutionsUnavailableException>(() => _world.Recovery.RunAsync(CancellationToken.None));
        _world.Engine.IsDown = false;

        var report = await _world.Recovery.RunAsync(CancellationToken.None);
        await _world.Engine.RunAsync();

        Assert.Equal([receipt.ChangeId], report.ExecutionsStarted);
        Assert.Equal(500, await _world.HoldsAsync());
    }

    [Fact]
    public async Task Execution_StoppedByHand_IsTakenOverWhereItWas()
    {
        var receipt = (await _world.AskAsync("1200", until: s_hour)).Value!;
        await _world.DecideAsync(receipt.ChangeId, KillWorld.Bob);
        Assert.Single(_world.Engine.Executions.Values).Status = ExecutionLiveness.Ended;

        await _world.Recovery.RunAsync(CancellationToken.None);
        await _world.Engine.RunAsync();
        Assert.Single(_world.Topic.Log);
        await _world.AdvanceAsync(s_hour);

        Assert.Equal(900, await _world.HoldsAsync());
        Assert.Equal(2, _world.Engine.Executions.Count);
        Assert.EndsWith("-2", _world.Engine.Executions.Keys.Last());
    }
}
