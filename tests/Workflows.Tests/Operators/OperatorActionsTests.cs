using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Operators;

public sealed class OperatorActionsTests
{
    private static readonly Scope s_account = Scope.Account("12345");

    private readonly KillWorld _world = new();

    private OperatorActions Operators => _world.Operators;

    [Fact]
    public async Task KillAsync_ByAnOperator_OpensAnIncidentInTheirName()
    {
        var receipt = (await Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:12345", "fat finger"), default)).Value!;
        await TakeInAsync();

        Assert.Equal(receipt.IncidentId, _world.Incident(s_account).IncidentId);
        Assert.Equal("user:alice", _world.Incident(s_account).FirstCause.TriggeredBy);
        Assert.Contains(_world.Audit.Records, record => record is { Step: "KillRequested", Outcome: "OK", Actor: "user:alice" });
    }

    [Fact]
    public async Task KillAsync_StoreAway_IsCommandedAndTakesEffectWhenItIsBack()
    {
        _world.Scopes.Away = true;
        var receipt = (await Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:12345", "fat finger"), default)).Value!;

        _world.Scopes.Away = false;
        await TakeInAsync();

        Assert.Equal(receipt.CmdId, _world.Incident(s_account).FirstCause.CmdId);
    }

    [Fact]
    public async Task UnkillAsync_StoreAway_IsNotCommanded()
    {
        _world.Scopes.Away = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Operators.UnkillAsync(KillWorld.Alice, new("ACCOUNT:12345", "fixed"), default)
        );
        Assert.Empty(_world.CommandLog.Records);
    }

    [Fact]
    public async Task KillAsync_ByAnObserver_IsRefusedAndAudited()
    {
        var refused = await Operators.KillAsync(KillWorld.Dave, new("GLOBAL", "fun"), default);

        Assert.Equal(RefusalCode.RoleMissing, refused.Refusal!.Code);
        Assert.Empty(_world.CommandLog.Records);
        Assert.Contains(_world.Audit.Records, record =>
            record is { Step: "KillRequested", Outcome: "REFUSED", RefusalCode: "RoleMissing", Actor: "user:dave" }
        );
    }

    [Theory]
    [InlineData("account:1", "why", RefusalCode.ScopeInvalid)]
    [InlineData(null, "why", RefusalCode.ScopeInvalid)]
    [InlineData("GLOBAL", "", RefusalCode.ReasonMissing)]
    [InlineData("GLOBAL", null, RefusalCode.ReasonMissing)]
    public async Task KillAsync_BadRequest_IsRefused(string? scope, string? reason, RefusalCode code) =>
        Assert.Equal(code, (await Operators.KillAsync(KillWorld.Alice, new(scope, reason), default)).Refusal!.Code);

    [Fact]
    public async Task KillAsync_SameKeyAgain_IsTheSameCommandAndOneCause()
    {
        var first = (await Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:12345", "why", "key"), default)).Value!;
        var second = (await Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:12345", "why", "key"), default)).Value!;
        await TakeInAsync();
        var third = (await Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:12345", "why", "key"), default)).Value!;

        Assert.Equal([first.CmdId, first.CmdId], [second.CmdId, third.CmdId]);
        Assert.Equal(1, _world.Incident(s_account).CauseCount);
    }

    [Fact]
    public async Task KillAsync_SameKeyForSomethingElse_KillsThatToo()
    {
        await Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:12345", "why", "key"), default);
        await TakeInAsync();

        var other = (await Operators.KillAsync(KillWorld.Alice, new("GLOBAL", "why", "key"), default)).Value!;
        await TakeInAsync();

        Assert.True(other.IdempotencyKeyIgnored);
        Assert.Equal(other.IncidentId, _world.Incident(Scope.Global).IncidentId);
    }

    [Fact]
    public async Task KillAsync_SameKeyOfAnotherPerson_IsAnotherCommand()
    {
        await Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:12345", "why", "key"), default);
        await Operators.KillAsync(KillWorld.Bob, new("ACCOUNT:12345", "why", "key"), default);
        await TakeInAsync();

        Assert.Equal(2, _world.Incident(s_account).CauseCount);
    }

    [Fact]
    public async Task UnkillAsync_NothingKilled_IsRefused() =>
        Assert.Equal(
            RefusalCode.NoOpenIncident,
            (await Operators.UnkillAsync(KillWorld.Alice, new("GLOBAL", "why"), default)).Refusal!.Code
        );

    [Fact]
    public async Task UnkillAsync_AskedBefore_IsRefused()
    {
        await AskedAsync();

        var refused = await Operators.UnkillAsync(KillWorld.Bob, new("ACCOUNT:12345", "why"), default);

        Assert.Equal(RefusalCode.RequestAlreadyPending, refused.Refusal!.Code);
        Assert.Contains("user:alice", refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnkillAsync_NobodyElseCouldApprove_IsRefusedAtOnce()
    {
        await _world.KillAsync(s_account);
        _world.Directory.Names.RemoveAll(name => name != "bob");

        var refused = await Operators.UnkillAsync(KillWorld.Bob, new("ACCOUNT:12345", "why"), default);

        Assert.Equal(RefusalCode.NobodyCouldApprove, refused.Refusal!.Code);
    }

    [Fact]
    public async Task UnkillAsync_DirectoryDoesNotAnswer_IsRefusedToBeAskedAgain()
    {
        await _world.KillAsync(s_account);
        _world.Directory.Broken = true;

        Assert.Equal(
            RefusalCode.DependencyUnavailable,
            (await Operators.UnkillAsync(KillWorld.Alice, new("ACCOUNT:12345", "why"), default)).Refusal!.Code
        );
    }

    [Fact]
    public async Task DecideAsync_OwnRequest_IsRefusedWhateverTheRoleAndAudited()
    {
        await AskedAsync(KillWorld.Erin);

        var refused = await _world.DecideAsync(new Actor(new("ERIN"), KillWorld.Erin.Roles), "APPROVE");

        Assert.Equal(RefusalCode.SelfApproval, refused.Refusal!.Code);
        Assert.Contains(_world.Audit.Records, record =>
            record is { Step: "ApprovalDecided", Outcome: "REFUSED", RefusalCode: "SelfApproval" }
        );
        Assert.Equal(RequestStatus.Pending, _world.Incident(s_account).Requests[^1].Status);
    }

    [Fact]
    public async Task DecideAsync_OwnRequestOfAnOperator_SaysSelfApprovalRatherThanRole()
    {
        await AskedAsync();

        Assert.Equal(RefusalCode.SelfApproval, (await _world.DecideAsync(KillWorld.Alice, "APPROVE")).Refusal!.Code);
    }

    [Fact]
    public async Task DecideAsync_WithoutTheRole_IsRefused()
    {
        await AskedAsync(KillWorld.Erin);

        Assert.Equal(RefusalCode.RoleMissing, (await _world.DecideAsync(KillWorld.Alice, "APPROVE")).Refusal!.Code);
    }

    [Theory]
    [InlineData("APPROVE")]
    [InlineData("REJECT")]
    public async Task DecideAsync_ApproverRemovedSinceHisToken_DecidesNothingAndMayStillKill(string verdict)
    {
        await AskedAsync();
        _world.Directory.Names.Remove("bob");

        Assert.Equal(RefusalCode.RoleMissing, (await _world.DecideAsync(KillWorld.Bob, verdict)).Refusal!.Code);
        Assert.Equal(RequestStatus.Pending, _world.Incident(s_account).Requests[^1].Status);
        Assert.False((await Operators.KillAsync(KillWorld.Bob, new("ACCOUNT:9", "why"), default)).IsRefused);
    }

    [Fact]
    public async Task DecideAsync_NotKnownWhoMayApprove_IsNoAllow()
    {
        await AskedAsync();
        _world.Directory.Broken = true;

        Assert.Equal(RefusalCode.DependencyUnavailable, (await _world.DecideAsync(KillWorld.Bob, "APPROVE")).Refusal!.Code);
        Assert.Equal(RequestStatus.Pending, _world.Incident(s_account).Requests[^1].Status);
        Assert.False((await _world.DecideAsync(KillWorld.Alice, "WITHDRAW")).IsRefused);
    }

    [Fact]
    public async Task ViewApprovalAsync_AskedBefore_ShowsWhoRejectedItAndWhy()
    {
        await AskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "REJECT");
        await _world.FlowAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();

        var view = (await Operators.ViewApprovalAsync(_world.Link, default)).Value!;

        var earlier = Assert.Single(view.Earlier);
        Assert.Equal((1, RequestStatus.Rejected, "user:alice"), (earlier.Request, earlier.Status, earlier.AskedBy));
        Assert.Equal(("bob", "bob says so"), (earlier.Decisions[0].By, earlier.Decisions[0].Reason));
        var mail = _world.Mail.Sent.Last(m => m.Kind == KillSwitch.Workflows.Notifications.NotificationKind.ApprovalRequested);
        Assert.Contains("Asked before, by user:alice: ", mail.Body, StringComparison.Ordinal);
        Assert.Contains("It was rejected by bob (bob says so)", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecideAsync_WithdrawnByAnother_IsRefused()
    {
        await AskedAsync();

        Assert.Equal(RefusalCode.NotTheRequester, (await _world.DecideAsync(KillWorld.Bob, "WITHDRAW")).Refusal!.Code);
    }

    [Fact]
    public async Task DecideAsync_SecondDecision_IsToldWhoDecidedAndWhen()
    {
        await AskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");

        var second = await _world.DecideAsync(KillWorld.Carol, "REJECT");
        await _world.FlowAsync();
        var afterClosing = await _world.DecideAsync(KillWorld.Carol, "REJECT");

        Assert.Equal(RefusalCode.ApprovalAlreadyDecided, second.Refusal!.Code);
        Assert.Equal(RefusalCode.ApprovalAlreadyDecided, afterClosing.Refusal!.Code);
        Assert.Contains("approved by bob (bob says so) at 2025-01-02 14:30:00 UTC", second.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecideAsync_AfterTheNextIncident_TheOldLinkStillSaysWhoDecided()
    {
        await AskedAsync();
        var old = _world.Link;
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
        await _world.KillAsync(s_account);
        await _world.FlowAsync();
        var before = _world.Scopes[s_account].Revision;

        var late = await _world.DecideAsync(KillWorld.Carol, "REJECT", link: old);
        var page = await Operators.ViewApprovalAsync(old, default);

        Assert.Equal(RefusalCode.ApprovalAlreadyDecided, late.Refusal!.Code);
        Assert.Equal(before, _world.Scopes[s_account].Revision);
        Assert.False(page.Value!.Decidable);
        Assert.Contains("bob", page.Value.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecideAsync_SameKeyAgain_IsTheSameDecision()
    {
        await AskedAsync();
        var first = (await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key")).Value!;
        _world.Time.Advance(TimeSpan.FromSeconds(1));

        var again = (await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key")).Value!;

        Assert.Equal((first.Ts, first.Status, first.By), (again.Ts, again.Status, again.By));
        Assert.Single(_world.Incident(s_account).Requests[^1].Decisions);
    }

    [Fact]
    public async Task DecideAsync_SameKeyForTheOpposite_IsRefused()
    {
        await AskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key");

        Assert.Equal(RefusalCode.IdempotencyKeyReused, (await _world.DecideAsync(KillWorld.Bob, "REJECT", "key")).Refusal!.Code);
    }

    [Theory]
    [InlineData("MAYBE", "why", RefusalCode.DecisionInvalid)]
    [InlineData(null, "why", RefusalCode.DecisionInvalid)]
    [InlineData("APPROVE", " ", RefusalCode.ReasonMissing)]
    public async Task DecideAsync_BadRequest_IsRefused(string? verdict, string? reason, RefusalCode code)
    {
        await AskedAsync();

        Assert.Equal(code, (await Operators.DecideAsync(KillWorld.Bob, _world.Link, verdict, reason, null, default)).Refusal!.Code);
    }

    [Fact]
    public async Task DecideAsync_TamperedLink_IsRefusedAndAudited()
    {
        await AskedAsync();

        Assert.Equal(RefusalCode.LinkTampered, (await _world.DecideAsync(KillWorld.Bob, "APPROVE", link: "x" + _world.Link)).Refusal!.Code);
        Assert.Contains(_world.Audit.Records, record =>
            record is { Step: "ApprovalDecided", RefusalCode: "LinkTampered", Actor: "user:bob" }
        );
    }

    [Fact]
    public async Task DecideAsync_ExecutionCannotBeReached_TheDecisionStandsAndRecoverySendsIt()
    {
        await AskedAsync();
        _world.Faults.Plan = effect => effect == "complete task" ? Fault.CrashBefore : Fault.None;
        await Assert.ThrowsAsync<CrashException>(() => _world.DecideAsync(KillWorld.Bob, "APPROVE"));
        _world.Faults.Plan = null;

        var report = await _world.Recovery.RunAsync(isStart: false, default);
        await _world.FlowAsync();

        Assert.Equal([s_account], report.AnswersSent);
        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
    }

    [Fact]
    public async Task ViewApprovalAsync_ChangesNothing()
    {
        await AskedAsync();
        var before = _world.Scopes[s_account].Revision;

        var page = (await Operators.ViewApprovalAsync(_world.Link, default)).Value!;

        Assert.True(page.Decidable);
        Assert.Equal(("user:alice", true, 1), (page.AskedBy, page.AskedByVerified, page.Quorum));
        Assert.Equal(before, _world.Scopes[s_account].Revision);
    }

    [Fact]
    public async Task ViewApprovalAsync_Expired_GetsACalmPage()
    {
        await AskedAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(31));

        var page = (await Operators.ViewApprovalAsync(_world.Link, default)).Value!;

        Assert.Equal((RequestStatus.Expired, false), (page.Status, page.Decidable));
        Assert.Contains("stays killed", page.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_ShowOpenAndClosed()
    {
        await AskedAsync();
        await _world.KillAsync(Scope.Global);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();

        var incidents = (await Operators.ListIncidentsAsync(KillWorld.Dave, new(10), default)).Value!;
        var states = (await Operators.ListStateAsync(KillWorld.Dave, default)).Value!;

        Assert.Equal(
            [(IncidentPhase.Closed, "ACCOUNT:12345"), (IncidentPhase.Killed, "GLOBAL")],
            incidents.Select(incident => (incident.Phase, incident.Scope.ToString())).OrderBy(row => row.Item2)
        );
        Assert.Equal(
            [(KillStatus.Killed, "GLOBAL"), (KillStatus.Active, "ACCOUNT:12345")],
            states.Select(state => (state.Status, state.Scope.ToString()))
        );
    }

    [Fact]
    public async Task ListIncidentsAsync_AtTheMomentInWhichOneCloses_ShowsIt()
    {
        await AskedAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
        _world.Incidents.ListsLate = true;

        var incident = Assert.Single((await Operators.ListIncidentsAsync(KillWorld.Dave, new(10), default)).Value!);

        Assert.Equal((s_account, IncidentPhase.Closed), (incident.Scope, incident.Phase));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task ListIncidentsAsync_PageAfterPage_ShowsEachOnceNewestFirst(int limit)
    {
        await KilledAsync("A", "B", "A2", "C", "GLOBAL");
        var all = (await Operators.ListIncidentsAsync(KillWorld.Dave, new(100), default)).Value!.Select(i => i.IncidentId).ToList();
        var paged = new List<string>();
        Task<Outcome<IReadOnlyList<IncidentSummary>>> NextAsync() =>
            Operators.ListIncidentsAsync(KillWorld.Dave, new(limit, Before: paged.LastOrDefault()), default);
        while ((await NextAsync()).Value! is [_, ..] page)
        {
            Assert.InRange(page.Count, 1, limit);
            paged.AddRange(page.Select(i => i.IncidentId));
        }

        Assert.Equal(5, all.Count);
        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task ListIncidentsAsync_OfAScope_ShowsThatAlone()
    {
        await KilledAsync("A", "B");

        var incident = Assert.Single((await Operators.ListIncidentsAsync(KillWorld.Dave, new(10, Scope: "ACCOUNT:B"), default)).Value!);

        Assert.Equal(Scope.Account("B"), incident.Scope);
    }

    [Theory]
    [InlineData("B", null, RefusalCode.ScopeInvalid)]
    [InlineData(null, "inc-unknown", RefusalCode.FieldInvalid)]
    public async Task ListIncidentsAsync_FilterThatIsNone_IsRefusedRatherThanIgnored(string? scope, string? before, RefusalCode code) =>
        Assert.Equal(code, (await Operators.ListIncidentsAsync(KillWorld.Dave, new(10, scope, before), default)).Refusal!.Code);

    [Fact]
    public async Task GetIncidentAsync_Unknown_SaysWhereToLook() =>
        Assert.Contains(
            "GET /incidents",
            (await Operators.GetIncidentAsync(KillWorld.Dave, "inc-nobody", default)).Refusal!.Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task GetIncidentAsync_WithoutARole_IsRefused() =>
        Assert.Equal(
            RefusalCode.RoleMissing,
            (await Operators.GetIncidentAsync(new Actor(new("zoe"), new HashSet<Role>()), "inc-1", default)).Refusal!.Code
        );

    private async Task KilledAsync(params string[] accounts)
    {
        foreach (var account in accounts)
        {
            await _world.KillAsync(account == "GLOBAL" ? Scope.Global : Scope.Account(account));
            await _world.FlowAsync();
            _world.Time.Advance(TimeSpan.FromSeconds(account == "B" ? 0 : 1));
        }
    }

    private async Task AskedAsync(Actor? by = null)
    {
        await _world.KillAsync(s_account);
        await _world.FlowAsync();
        await Operators.UnkillAsync(by ?? KillWorld.Alice, new("ACCOUNT:12345", "the order source is fixed"), default);
        await TakeInAsync();
        await _world.FlowAsync();
    }

    private async Task TakeInAsync()
    {
        foreach (var record in _world.CommandLog.Records)
            await _world.Intake.HandleAsync(record, default);
    }
}
