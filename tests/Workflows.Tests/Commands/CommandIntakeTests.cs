using System.Text;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Commands;

public sealed class CommandIntakeTests
{
    private static readonly Scope s_account = Scope.Account("12345");

    private readonly KillWorld _world = new();

    [Fact]
    public async Task HandleAsync_BadBytes_AreRefusedAuditedAndNoException()
    {
        await _world.Intake.HandleAsync(
            new ReceivedCommand(Encoding.UTF8.GetBytes("poison"), null, null, null, "commands-0@7", 0),
            default
        );

        var record = Assert.Single(_world.Audit.Records);
        Assert.Equal(("CommandRefused", "REFUSED", "CommandNotJson"), (record.Step, record.Outcome, record.RefusalCode));
        Assert.Contains("commands-0@7", record.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_UnkillOfNothing_IsRefusedAuditedAndRemembered()
    {
        await _world.Intake.HandleAsync(_world.Command(s_account, CommandAction.Unkill, cmdId: "u"), default);

        Assert.Equal("NoOpenIncident", Assert.Single(_world.Audit.Records).RefusalCode);
        Assert.Equal(CommandOutcome.Refused, _world.Commands.Handled["u"].Outcome);
    }

    [Fact]
    public async Task HandleAsync_RefusedUnkillAgain_AfterAKill_StaysRefused()
    {
        var unkill = _world.Command(s_account, CommandAction.Unkill, "user:alice", attested: true);
        await _world.Intake.HandleAsync(unkill, default);
        await _world.KillAsync(s_account);

        await _world.Intake.HandleAsync(unkill, default);

        Assert.Empty(_world.Incident(s_account).Requests);
    }

    [Fact]
    public async Task HandleAsync_SameKillAfterTheIncidentClosed_ChangesNothing()
    {
        var kill = _world.Command(s_account, CommandAction.Kill);
        await _world.Intake.HandleAsync(kill, default);
        await _world.FlowAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();

        await _world.Intake.HandleAsync(kill, default);
        await _world.FlowAsync();

        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
        Assert.Single(_world.Engine.Executions);
    }

    [Fact]
    public async Task HandleAsync_KillUnderAnIdThatWasUsedUp_KillsAllTheSameAndOnce()
    {
        await _world.Intake.HandleAsync(_world.Command(s_account, CommandAction.Unkill, cmdId: "foreseen"), default);

        await _world.KillAsync(s_account, "foreseen");
        await _world.KillAsync(s_account, "foreseen");
        await _world.FlowAsync();

        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(s_account)!.Status);
        Assert.Equal(1, _world.Incident(s_account).CauseCount);
    }

    [Fact]
    public async Task HandleAsync_UnkillUnderAnIdThatWasUsedUp_IsLoudlyRefused()
    {
        await _world.KillAsync(s_account, "cmd-same");

        await _world.Intake.HandleAsync(
            _world.Command(s_account, CommandAction.Unkill, "user:alice", attested: true, cmdId: "cmd-same"),
            default
        );

        Assert.Contains(_world.Audit.Records, record =>
            record is { RefusalCode: "CommandAlreadyApplied" } && record.Detail.Contains("NO effect", StringComparison.Ordinal)
        );
        Assert.Empty(_world.Incident(s_account).Requests);
    }

    [Theory]
    [InlineData("save")]
    [InlineData("put pointer")]
    [InlineData("start execution")]
    [InlineData("audit")]
    [InlineData("put command")]
    public async Task HandleAsync_DiesAtAnyEffect_TheNextDeliveryMakesItGood(string effect)
    {
        var kill = _world.Command(s_account, CommandAction.Kill);
        foreach (var fault in new[] { Fault.CrashBefore, Fault.CrashAfter })
        {
            _world.Faults.Plan = name => name == effect ? fault : Fault.None;
            await Assert.ThrowsAsync<CrashException>(() => _world.Intake.HandleAsync(kill, default));
            _world.Faults.Plan = null;
            if (effect == "put command" && fault == Fault.CrashBefore)
                continue;
            await _world.Intake.HandleAsync(kill, default);
            break;
        }
        await _world.FlowAsync();

        Assert.Equal(1, _world.Incident(s_account).CauseCount);
        Assert.Equal(KillStatus.Killed, Assert.Single(_world.Topic.Log).Status);
        Assert.NotNull(await _world.Incidents.FindAsync(_world.Incident(s_account).IncidentId, default));
    }

    [Fact]
    public async Task HandleAsync_ManyKills_KeepsTheFirstAndTheLatestAndCountsAll()
    {
        for (var i = 1; i <= 120; i++)
            await _world.KillAsync(s_account, $"cmd-{i}");
        await _world.FlowAsync();

        var incident = _world.Incident(s_account);
        Assert.Equal(120, incident.CauseCount);
        Assert.Equal(50, incident.Causes.Count);
        Assert.Equal(("cmd-1", "cmd-72", "cmd-120"), (incident.FirstCause.CmdId, incident.Causes[1].CmdId, incident.LatestCause.CmdId));
        Assert.Equal(120, incident.Killed!.CausesThrough);
        Assert.Single(_world.Topic.Log);
    }

    /// <summary>Each of the two stores answers only once the other was asked.</summary>
    [Fact]
    public async Task HandleAsync_Kill_LooksForCommandAndScopeSideBySide()
    {
        var (asksScope, asksCommand) = (new TaskCompletionSource(), new TaskCompletionSource());
        var intake = new CommandIntake(
            _world.Services with { Scopes = new MeetingScopes(_world.Scopes, asksScope, asksCommand.Task) },
            new MeetingCommands(_world.Commands, asksCommand, asksScope.Task),
            _world.Directory,
            _world.Attestation
        );

        await intake.HandleAsync(_world.Command(s_account, CommandAction.Kill), default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(IncidentPhase.Opening, _world.Incident(s_account).Phase);
    }

    [Fact]
    public async Task HandleAsync_KillWhoseIntakeDiesBeforeItIsFindable_IsMadeFindableByItsExecution()
    {
        _world.Faults.Plan = effect => effect == "put pointer" ? Fault.CrashBefore : Fault.None;
        await Assert.ThrowsAsync<CrashException>(() => _world.KillAsync(s_account));
        _world.Faults.Plan = null;

        await _world.FlowAsync();

        Assert.NotNull(await _world.Incidents.FindAsync(_world.Incident(s_account).IncidentId, default));
    }

    private sealed class MeetingScopes(IScopeStore store, TaskCompletionSource asked, Task other) : IScopeStore
    {
        public async Task<ScopeRecord> LoadAsync(Scope scope, CancellationToken cancellationToken)
        {
            asked.TrySetResult();
            await other;
            return await store.LoadAsync(scope, cancellationToken);
        }

        public Task<bool> TrySaveAsync(ScopeRecord record, CancellationToken cancellationToken) =>
            store.TrySaveAsync(record, cancellationToken);

        public Task<IReadOnlyList<Scope>> ListOpenAsync(CancellationToken cancellationToken) => store.ListOpenAsync(cancellationToken);
    }

    private sealed class MeetingCommands(ICommandStore store, TaskCompletionSource asked, Task other) : ICommandStore
    {
        public async Task<HandledCommand?> FindAsync(string cmdId, CancellationToken cancellationToken)
        {
            asked.TrySetResult();
            await other;
            return await store.FindAsync(cmdId, cancellationToken);
        }

        public Task PutAsync(HandledCommand command, CancellationToken cancellationToken) => store.PutAsync(command, cancellationToken);
    }
}
