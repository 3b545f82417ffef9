using KillSwitch.Tests;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Commands;

/// <summary>A kill that was received comes into force, whatever becomes of execution, Step Functions, handler and store.</summary>
public sealed class KillGuardTests : IAsyncLifetime
{
    private static readonly Scope s_account = Scope.Account("1");
    private static readonly TimeSpan s_publishWithin = TimeSpan.FromSeconds(2);

    private readonly KillWorld _world = new();
    private readonly List<string> _said = [];
    private readonly HangingScopeStore _store;
    private readonly KillGuard _guard;
    private readonly IncidentServices _services;

    public KillGuardTests()
    {
        _store = new HangingScopeStore(_world.Scopes);
        _services = _world.Services with { Scopes = _store };
        _guard = new KillGuard(_services, _world.Topic, _world.Attestation, Say);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _guard.DisposeAsync();

    [Fact]
    public async Task Expect_ExecutionPublishesInTime_DoesNothing()
    {
        var kill = Received();
        await _world.Intake.HandleAsync(kill, default);
        _guard.Handled(kill);
        await _world.FlowAsync();

        await PassAsync(s_publishWithin);
        await _guard.SettledAsync(default);

        Assert.Single(_world.Topic.Log);
        Assert.Empty(_said);
    }

    [Fact]
    public async Task Expect_ExecutionDoesNotPublish_KillIsInForceAfterTheTimeItHadAndNotBefore()
    {
        var kill = Received();
        await _world.Intake.HandleAsync(kill, default);
        _guard.Handled(kill);

        await PassAsync(s_publishWithin - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_world.Topic.Log);
        Assert.Equal(Enforcement.Commanded, _world.Incident(s_account).Enforcement);
        await PassAsync(TimeSpan.FromMilliseconds(1));
        await _guard.SettledAsync(default);

        Assert.Equal(KillStatus.Killed, Assert.Single(_world.Topic.Log).Status);
        Assert.Equal(Enforcement.InForce, _world.Incident(s_account).Enforcement);
        Assert.Contains("ACCOUNT:1 KILLED without its execution", Assert.Single(_said), StringComparison.Ordinal);
        Assert.Contains(_world.Audit.Records, r => r is { Step: Audits.KillEnforced, CmdId: "cmd-1", Actor: Audits.Intake });
        Assert.Contains(_world.Mail.Sent, mail => mail.Subject == "ACCOUNT:1 killed");
    }

    [Fact]
    public async Task Expect_ExecutionComesLater_AdoptsWhatWasPublished()
    {
        await EnforcedAsync();

        await _world.FlowAsync();

        Assert.Single(_world.Topic.Log);
        Assert.Equal("AwaitUnkillRequest", _world.Execution(s_account).State);
        // The same id: whoever sends mail drops the second.
        Assert.Single(_world.Mail.Sent.Select(mail => mail.Id).Distinct());
    }

    [Fact]
    public async Task Expect_EnforcedThenRestored_IsRestoredTheRegularWay()
    {
        await EnforcedAsync();
        await _world.FlowAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();

        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
        Assert.Equal(Enforcement.Restored, _world.Incident(s_account).Enforcement);
    }

    [Fact]
    public async Task Expect_StoreHangs_KillIsInTheTopicWithoutARecord()
    {
        _store.Hangs = true;
        Received();

        await PassUntilAsync(() => _world.Topic.Log.Count == 1);

        var state = _world.Topic.Log[0];
        Assert.Equal((KillStatus.Killed, "cmd-1", "reason 1"), (state.Status, state.LastCmdId, state.Reason));
        Assert.True(_world.Time.GetUtcNow() - TradingDay.Opens < TimeSpan.FromSeconds(5));
        Assert.Contains(_said, said => said.StartsWith("ACCOUNT:1 KILLED without a record", StringComparison.Ordinal));
    }

    /// <summary>Whoever asks how it does must not be told that a kill is missing whose scope routers hold back.</summary>
    [Fact]
    public async Task Expected_ScopeIsHeldBackAlready_DoesNotNameTheFurtherKill()
    {
        await EnforcedAsync();

        _guard.Expect(_world.Command(s_account, CommandAction.Kill));
        Assert.Single(_guard.Expected);
        await PassUntilAsync(() => _guard.Expected.Count == 0);

        Assert.Single(_world.Topic.Log);
    }

    [Fact]
    public async Task Expected_KilledWithoutARecord_DoesNotNameIt()
    {
        _store.Hangs = true;
        Received();

        await PassUntilAsync(() => _world.Topic.Log.Count == 1 && _guard.Expected.Count == 0);

        Assert.Contains(_said, said => said.Contains("the record follows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Expect_StoreComesBack_RecordFollowsUnderALaterVersion()
    {
        _store.Hangs = true;
        var kill = Received();
        await PassUntilAsync(() => _world.Topic.Log.Count == 1);

        _store.Hangs = false;
        await _world.Intake.HandleAsync(kill, default);
        _guard.Handled(kill);
        await _world.FlowAsync();
        await PassUntilAsync(() => _guard.Expected.Count == 0);

        Assert.Equal([KillStatus.Killed, KillStatus.Killed], _world.Topic.Log.Select(state => state.Status));
        Assert.True(_world.Topic.Log[1].Version > _world.Topic.Log[0].Version);
        Assert.Equal(_world.Topic.Log[1].IncidentId, _world.Topic.Log[0].IncidentId);
        Assert.Equal(Enforcement.InForce, _world.Incident(s_account).Enforcement);
    }

    [Fact]
    public async Task Expect_NoHandlerComesToIt_KillIsInTheTopicWithinFiveSeconds()
    {
        Received();

        await PassUntilAsync(() => _world.Topic.Log.Count == 1);

        Assert.True(_world.Time.GetUtcNow() - TradingDay.Opens < TimeSpan.FromSeconds(5));
    }

    /// <summary>A command that is delivered again after a restart must not undo what two people decided since.</summary>
    [Fact]
    public async Task Expect_RestoredSinceAndTheStoreHangs_DoesNotKillAgain()
    {
        var kill = Received();
        await _world.Intake.HandleAsync(kill, default);
        await _world.FlowAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
        var published = _world.Topic.Log.Count;
        await using var restarted = new KillGuard(_services, _world.Topic, _world.Attestation, Say);
        _store.Hangs = true;

        restarted.Expect(kill);
        await PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(published, _world.Topic.Log.Count);
        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
    }

    [Fact]
    public async Task Expect_TopicDoesNotTakeIt_IsTriedOnAndSaidOnce()
    {
        var kill = Received();
        await _world.Intake.HandleAsync(kill, default);
        _guard.Handled(kill);
        var tries = 0;
        _world.Faults.Plan = effect => effect == "publish" && ++tries < 4 ? Fault.CrashBefore : Fault.None;

        await PassUntilAsync(() => _world.Topic.Log.Count == 1);
        await PassUntilAsync(() => _guard.Expected.Count == 0);

        Assert.Equal(4, tries);
        Assert.Single(_said, said => said.Contains("is not known to be in force yet", StringComparison.Ordinal));
        Assert.Equal(Enforcement.InForce, _world.Incident(s_account).Enforcement);
    }

    [Fact]
    public async Task Expect_UnkillOrNoCommand_IsNotWatched()
    {
        _guard.Expect(_world.Command(s_account, CommandAction.Unkill));
        _guard.Expect(new ReceivedCommand("{}"u8.ToArray(), null, null, null, "commands-0@9", 0));

        Assert.Empty(_guard.Expected);
        await _guard.SettledAsync(default);
    }

    private ReceivedCommand Received()
    {
        var kill = _world.Command(s_account, CommandAction.Kill);
        _guard.Expect(kill);
        return kill;
    }

    private async Task EnforcedAsync()
    {
        var kill = Received();
        await _world.Intake.HandleAsync(kill, default);
        _guard.Handled(kill);
        await PassUntilAsync(() => _guard.Expected.Count == 0);
    }

    private void Say(string what)
    {
        lock (_said)
            _said.Add(what);
    }

    /// <summary>Moves the clock a tenth of a second at a time, and lets what is due run between.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(100))
        {
            await SettleAsync();
            _world.Time.Advance(left < TimeSpan.FromMilliseconds(100) ? left : TimeSpan.FromMilliseconds(100));
        }
        await SettleAsync();
    }

    private Task PassUntilAsync(Func<bool> holds) =>
        Until.TrueAsync("the guard has done it", async () =>
        {
            if (!holds())
                await PassAsync(TimeSpan.FromMilliseconds(100));
            return holds();
        });

    /// <summary>Every task that the guard has begun waits for the clock again, or has ended.</summary>
    private Task SettleAsync() =>
        Until.TrueAsync(
            "the guard waits for the clock",
            () => Task.FromResult(_world.Time.ActiveTimers > 0 || _guard.Expected.Count == 0)
        );

    /// <summary>A store whose reads of scopes never return while it hangs.</summary>
    private sealed class HangingScopeStore(IScopeStore inner) : IScopeStore
    {
        public volatile bool Hangs;

        public Task<ScopeRecord> LoadAsync(Scope scope, CancellationToken cancellationToken) =>
            Hangs ? new TaskCompletionSource<ScopeRecord>().Task : inner.LoadAsync(scope, cancellationToken);

        public Task<bool> TrySaveAsync(ScopeRecord record, CancellationToken cancellationToken) =>
            inner.TrySaveAsync(record, cancellationToken);

        public Task<IReadOnlyList<Scope>> ListOpenAsync(CancellationToken cancellationToken) => inner.ListOpenAsync(cancellationToken);
    }
}
