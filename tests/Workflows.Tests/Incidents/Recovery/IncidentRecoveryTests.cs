using System.Text.Json.Nodes;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Recovery;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Incidents.Recovery;

public sealed class IncidentRecoveryTests
{
    private static readonly Scope s_account = Scope.Account("12345");

    private readonly KillWorld _world = new();

    [Fact]
    public async Task Run_KillThatNoExecutionHasPublished_IsPublishedAndAdopted()
    {
        await _world.KillAsync(s_account);
        Assert.Empty((await _world.Recovery.RunAsync(isStart: false, default)).Enforced);

        _world.Time.Advance(_world.Services.Settings.PublishWithin);
        var report = await _world.Recovery.RunAsync(isStart: false, default);
        await _world.FlowAsync();

        Assert.Equal([s_account], report.Enforced);
        Assert.Equal(KillStatus.Killed, Assert.Single(_world.Topic.Log).Status);
        Assert.Equal(Enforcement.InForce, _world.Incident(s_account).Enforcement);
        Assert.Equal("AwaitUnkillRequest", _world.Execution(s_account).State);
    }

    [Fact]
    public async Task Run_AtStart_WaitsForNoExecution()
    {
        await _world.KillAsync(s_account);

        Assert.Equal([s_account], (await _world.Recovery.RunAsync(isStart: true, default)).Enforced);
    }

    /// <summary>Nobody can restore anything meanwhile; that no order passes must not depend on it.</summary>
    [Fact]
    public async Task Run_StepFunctionsAway_PublishesAndSaysWhatIsNotKnown()
    {
        await _world.KillAsync(s_account);
        await _world.KillAsync(Scope.Account("2"));
        var away = new AwayExecutions();

        var report = await new IncidentRecovery(_world.Services with { Executions = away }, _world.Topic).RunAsync(isStart: true, default);

        Assert.Equal(2, report.Enforced.Count);
        Assert.Equal(2, report.ExecutionsUnknown.Count);
        Assert.Equal("nobody there", report.ExecutionsTrouble);
        Assert.Equal(1, away.Asked);
    }

    [Fact]
    public async Task RunAsync_AllInOrder_DoesNothing()
    {
        await KilledAsync();

        var report = await _world.Recovery.RunAsync(isStart: false, default);

        Assert.Equal(1, report.OpenIncidents);
        Assert.Empty(report.Republished.Concat(report.Repaired).Concat(report.Adopted).Concat(report.ExecutionsStarted));
        Assert.Single(_world.Topic.Log);
    }

    [Fact]
    public async Task RunAsync_TopicForgotten_PublishesTheVerySameState()
    {
        await KilledAsync();
        var before = _world.Topic.Log[0];
        _world.Topic.Log.Clear();

        var report = await _world.Recovery.RunAsync(isStart: false, default);

        Assert.Equal([s_account], report.Republished);
        Assert.Equal(before.Version, Assert.Single(_world.Topic.Log).Version);
        Assert.Contains(_world.Audit.Records, record => record.Step == Audits.StateRepublished);
    }

    [Fact]
    public async Task RunAsync_TopicForgotten_TheIncidentNamesTheRecordThatIsThere()
    {
        await KilledAsync();
        var before = _world.Incident(s_account).InForce!;
        var other = _world.Topic.Log[0] with { Scope = Scope.Account("other"), Status = KillStatus.Active };
        _world.Topic.Log.Clear();
        _world.Topic.Log.Add(other);

        await _world.Recovery.RunAsync(isStart: false, default);

        Assert.Equal(before with { Offset = 1 }, _world.Incident(s_account).InForce);
        Assert.NotEqual(1, before.Offset);
    }

    [Fact]
    public async Task RunAsync_TopicSaysActive_IsRepairedTowardsKilledLoudly()
    {
        await KilledAsync();
        _world.Topic.Log.Add(_world.Topic.Log[0] with { Status = KillStatus.Active, Version = _world.Topic.Log[0].Version + 1_000_000 });

        var report = await _world.Recovery.RunAsync(isStart: false, default);
        var again = await _world.Recovery.RunAsync(isStart: false, default);

        Assert.Equal([s_account], report.Repaired);
        Assert.Empty(again.Repaired);
        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
        Assert.Contains(_world.Audit.Records, record => record.Step == Audits.StateRepaired);
        Assert.Equal(NotificationKind.StateRepaired, _world.Mail.Sent[^1].Kind);
    }

    [Fact]
    public async Task RunAsync_SameVersionButActive_IsRepaired()
    {
        await KilledAsync();
        _world.Topic.Log[0] = _world.Topic.Log[0] with { Status = KillStatus.Active };

        Assert.Equal([s_account], (await _world.Recovery.RunAsync(isStart: false, default)).Repaired);
        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
    }

    [Fact]
    public async Task RunAsync_TopicReadTooEarly_IsReadAgainBeforeAnythingIsPublished()
    {
        await KilledAsync();
        var late = new LateReader(_world.Topic);

        var report = await new IncidentRecovery(_world.Services, late).RunAsync(isStart: false, default);

        Assert.Equal(2, late.Reads);
        Assert.Empty(report.Republished);
        Assert.Single(_world.Topic.Log);
    }

    [Fact]
    public async Task RunAsync_NextIncidentNotPublishedYet_TheLastWordOfTheOneBeforeIsInOrder()
    {
        await KilledAsync();
        await RestoreAsync();
        await _world.KillAsync(s_account);

        Assert.Empty((await _world.Recovery.RunAsync(isStart: false, default)).Repaired);
    }

    [Fact]
    public async Task RunAsync_ForeignStateWhileRestoring_CountsAsAFurtherKill()
    {
        await KilledAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        while (_world.Execution(s_account).State != "CloseIncident")
            await _world.Engine.StepAsync(_world.Execution(s_account));
        _world.Topic.Log.Add(_world.Topic.Log[^1] with { Version = _world.Topic.Log[^1].Version + 5, Reason = "nobody knows" });

        await _world.Recovery.RunAsync(isStart: false, default);
        await _world.FlowAsync();

        Assert.True(_world.Incident(s_account).IsOpen);
        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
        Assert.Equal(2, _world.Incident(s_account).CauseCount);
    }

    [Fact]
    public async Task RunAsync_RepairedIncident_CanBeRestoredTheRegularWay()
    {
        await KilledAsync();
        _world.Topic.Log.Add(_world.Topic.Log[0] with { Status = KillStatus.Active, Version = _world.Topic.Log[0].Version + 1_000_000 });
        await _world.Recovery.RunAsync(isStart: false, default);

        await RestoreAsync();

        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
        Assert.False(_world.Incident(s_account).IsOpen);
    }

    [Fact]
    public async Task RunAsync_KilledWithoutAnIncident_IsAdoptedAndNeverLiftedSilently()
    {
        _world.Topic.Log.Add(new KillState
        {
            Scope = s_account,
            Status = KillStatus.Killed,
            Version = 9_000_000_000_000,
            IncidentId = "inc-gone",
            Causes = ["cmd-gone"],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = "old",
            LastCmdId = "cmd-gone",
            CorrId = "corr",
        });

        var report = await _world.Recovery.RunAsync(isStart: false, default);
        await _world.FlowAsync();

        Assert.Equal([s_account], report.Adopted);
        Assert.StartsWith("recovered", _world.Incident(s_account).FirstCause.Reason, StringComparison.Ordinal);
        Assert.True(_world.Topic.Seen(s_account)!.Version > 9_000_000_000_000);
        await RestoreAsync();
        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
    }

    [Fact]
    public async Task RunAsync_AfterRestoring_AdoptsNothing()
    {
        await KilledAsync();
        await RestoreAsync();

        Assert.Empty((await _world.Recovery.RunAsync(isStart: false, default)).Adopted);
    }

    [Fact]
    public async Task RunAsync_AcceptedButNeverStarted_StartsTheExecution()
    {
        _world.Faults.Plan = effect => effect == "start execution" ? Fault.CrashBefore : Fault.None;
        await Assert.ThrowsAsync<CrashException>(() => _world.KillAsync(s_account));
        _world.Faults.Plan = null;

        var report = await _world.Recovery.RunAsync(isStart: false, default);
        await _world.FlowAsync();

        Assert.Equal([s_account], report.ExecutionsStarted);
        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
    }

    [Fact]
    public async Task RunAsync_ExecutionEndedEarly_AnotherTakesOverAndTheOldOneIsWithoutEffect()
    {
        await KilledAsync();
        var old = _world.Execution(s_account);
        (old.Status, old.Token) = (ExecutionLiveness.Ended, null);

        await _world.Recovery.RunAsync(isStart: false, default);
        await _world.FlowAsync();
        var (function, payload) = _world.Engine.Called.Last(call =>
            call.Function == StepNames.AwaitUnkillRequest
            && System.Text.Encoding.UTF8.GetString(call.Payload).Contains(old.Name + "\"", StringComparison.Ordinal)
        );
        await _world.Engine.Steps.InvokeAsync(function, payload, default);
        await RestoreAsync();

        Assert.Equal(old.Name + "-2", _world.Execution(s_account).Name);
        Assert.Equal("Closed", _world.Execution(s_account).Path[^1]);
        Assert.Single(_world.Topic.Log, state => state.Status == KillStatus.Killed);
    }

    [Fact]
    public async Task RunAsync_ExecutionEndedWhileRestoring_TheNextOneFinishesIt()
    {
        await KilledAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        var old = _world.Execution(s_account);
        while (old.State != "NotifyRestored")
            await _world.Engine.StepAsync(old);
        old.Status = ExecutionLiveness.Ended;

        await _world.Recovery.RunAsync(isStart: false, default);
        await _world.FlowAsync();

        Assert.Equal([KillStatus.Killed, KillStatus.Active], _world.Topic.Log.Select(state => state.Status));
        Assert.Equal(IncidentPhase.Closed, _world.Incident(s_account).Phase);
    }

    /// <summary>The first answer is from before anything was published.</summary>
    private sealed class LateReader(IStateReader topic) : IStateReader
    {
        public int Reads { get; private set; }

        public Task<IReadOnlyDictionary<Scope, KillState>> ReadAsync(CancellationToken cancellationToken) =>
            ++Reads == 1
                ? Task.FromResult<IReadOnlyDictionary<Scope, KillState>>(new Dictionary<Scope, KillState>())
                : topic.ReadAsync(cancellationToken);
    }

    private async Task KilledAsync()
    {
        await _world.KillAsync(s_account);
        await _world.FlowAsync();
    }

    private async Task RestoreAsync()
    {
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
    }

    private sealed class AwayExecutions : IExecutions
    {
        public int Asked { get; private set; }

        public Task<string> StartExecutionAsync(string name, JsonObject input, string? traceParent, CancellationToken cancellationToken) =>
            throw new ExecutionsUnavailableException("nobody there");

        public Task<ExecutionLiveness> FindExecutionAsync(string name, CancellationToken cancellationToken)
        {
            Asked++;
            throw new ExecutionsUnavailableException("nobody there");
        }

        public Task<TaskCompletion> CompleteTaskAsync(string taskToken, JsonObject output, CancellationToken cancellationToken) =>
            throw new ExecutionsUnavailableException("nobody there");
    }
}
