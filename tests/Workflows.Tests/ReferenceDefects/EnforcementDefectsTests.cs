using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.ReferenceDefects;

/// <summary>
/// What the published reference implementation's commands, state and routing get wrong, asked of this one from command to order.
/// </summary>
public sealed class EnforcementDefectsTests
{
    private readonly KillWorld _world = new();

    /// <summary>There, such a scope shows KILLED and stops nothing: here it is refused, or what shows KILLED stops the order.</summary>
    [Theory]
    [InlineData("account:1", false)]
    [InlineData("Symbol:AAPL", false)]
    [InlineData("SYMBOL:", false)]
    [InlineData("1", false)]
    [InlineData("SYMBOL:aapl", true)]
    [InlineData("STRATEGY:X", true)]
    [InlineData("STRATEGY:x", true)]
    [InlineData("ACCOUNT:1", true)]
    [InlineData("GLOBAL", true)]
    public async Task ShowsKilledAndBlocksNothing_AnySpelling_BlocksOrIsRefused(string scope, bool kills)
    {
        await TakeInAsync(
            $$"""{"cmd_id":"c-1","ts":1,"scope":"{{scope}}","action":"KILL","reason":"r","triggered_by":"detector","corr_id":"corr-1"}"""
        );

        Assert.Equal(kills ? 1 : 0, _world.Topic.Log.Count(s => s.Status == KillStatus.Killed));
        Assert.Equal(kills ? Decision.Drop : Decision.Allow, Decide().Decision);
        if (!kills)
            Assert.Contains(
                Scope.Forms,
                Assert.Single(_world.Audit.Records, a => a.Step == Audits.CommandRefused).Detail,
                StringComparison.Ordinal
            );
    }

    /// <summary>There, a status that it does not know lets orders by.</summary>
    [Theory]
    [InlineData("\"PAUSED\"")]
    [InlineData("\"killed\"")]
    [InlineData("1")]
    [InlineData("null")]
    public void FailsOpenOnUnknownState_AnyStatusButActive_Drops(string status)
    {
        var record =
            $$"""{"scope":"ACCOUNT:1","status":{{status}},"version":5,"incident_id":"i","causes":[],"updated_ts":1,"updated_by":"u","reason":"r","last_cmd_id":"c","corr_id":"k"}""";
        var fold = new KillStateFold(TimeProvider.System, _ => { });

        fold.Apply(0, 0, "ACCOUNT:1"u8.ToArray(), Encoding.UTF8.GetBytes(record), 0);

        Assert.Equal(Decision.Drop, Decide(fold).Decision);
        Assert.Equal(1, fold.Alarms);
    }

    /// <summary>There, a command that is delivered again kills again what people have restored since.</summary>
    [Fact]
    public async Task OldCommandsAreAppliedAgain_KillDeliveredAfterRestoring_ChangesNothing()
    {
        var scope = Scope.Account("1");
        var kill = _world.Command(scope, CommandAction.Kill);
        await _world.Intake.HandleAsync(kill, CancellationToken.None);
        await _world.FlowAsync();
        await _world.AskAsync(scope, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
        Assert.Equal(KillStatus.Active, _world.Topic.Seen(scope)!.Status);

        await _world.Intake.HandleAsync(kill, CancellationToken.None);
        await _world.FlowAsync();

        Assert.Equal(KillStatus.Active, _world.Topic.Seen(scope)!.Status);
        Assert.Equal(Decision.Allow, Decide().Decision);
    }

    /// <summary>There, such a command is gone without a word.</summary>
    [Fact]
    public async Task CommandWithoutCmdIdIsLost_IsRefusedAndStandsInTheAuditWithItsPlace()
    {
        await TakeInAsync("""{"ts":1,"scope":"GLOBAL","action":"KILL","reason":"r","triggered_by":"desk 7","corr_id":"corr-1"}""");

        var refused = Assert.Single(_world.Audit.Records);
        Assert.Equal(
            (Audits.CommandRefused, nameof(RefusalCode.CommandFieldMissing), "corr-1", Scope.Global),
            (refused.Step, refused.RefusalCode, refused.CorrId, refused.Scope!.Value)
        );
        Assert.Contains("'cmd_id' is missing", refused.Detail, StringComparison.Ordinal);
        Assert.Contains("killswitch.commands.v1-0@7", refused.Detail, StringComparison.Ordinal);
        Assert.StartsWith("desk 7", refused.Actor, StringComparison.Ordinal);
    }

    /// <summary>There, the corr_id in an order's audit is a new one: nobody can find the kill that held it back.</summary>
    [Fact]
    public async Task CorrIdOfTheAuditNeverLinksToTheKill_DroppedOrder_NamesTheKillsCorrIdCommandAndIncident()
    {
        await TakeInAsync(
            """{"cmd_id":"c-1","ts":1,"scope":"ACCOUNT:1","action":"KILL","reason":"too fast","triggered_by":"detector","corr_id":"corr-of-the-breach"}"""
        );

        var audit = Decide();

        Assert.Equal(("corr-of-the-breach", "c-1", "too fast"), (audit.CorrId, audit.CmdId, audit.Reason));
        Assert.Equal(_world.Incident(Scope.Account("1")).IncidentId, audit.IncidentId);
        Assert.All(_world.Audit.Records, step => Assert.Equal("corr-of-the-breach", step.CorrId));
    }

    /// <summary>There, one person kills and unkills under a name that is typed in: here the name is proven, and two are needed.</summary>
    [Fact]
    public async Task OnePersonKillsAndUnkills_WhoeverTheyClaimToBe_TheScopeStaysKilled()
    {
        var scope = Scope.Account("1");
        await _world.KillAsync(scope);
        await _world.FlowAsync();
        await _world.AskAsync(scope, KillWorld.Erin);
        await _world.FlowAsync();

        var own = await _world.DecideAsync(KillWorld.Erin, "APPROVE");
        await _world.Intake.HandleAsync(_world.Command(scope, CommandAction.Unkill, "user:bob"), CancellationToken.None);
        await _world.FlowAsync();

        Assert.Equal(RefusalCode.SelfApproval, own.Refusal!.Code);
        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(scope)!.Status);
        Assert.Equal(Decision.Drop, Decide().Decision);
    }

    private async Task TakeInAsync(string command)
    {
        await _world.Intake.HandleAsync(
            new ReceivedCommand(Encoding.UTF8.GetBytes(command), null, null, null, "killswitch.commands.v1-0@7", 0),
            CancellationToken.None
        );
        await _world.FlowAsync();
    }

    /// <summary>What a router makes of an order, having read the state topic as it is.</summary>
    private DecisionAudit Decide()
    {
        var fold = new KillStateFold(TimeProvider.System, alarm => throw new InvalidOperationException(alarm.Message));
        foreach (var state in _world.Topic.Log)
            fold.Apply(
                0,
                0,
                Encoding.UTF8.GetBytes(state.Scope.ToString()),
                JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState),
                0
            );
        return Decide(fold);
    }

    private static DecisionAudit Decide(KillStateFold fold)
    {
        var routed = DecisionCore.Decide(
            1,
            """{"order_id":"o-1","ts":1767366002001,"account_id":"1","symbol":"aapl","side":"BUY","qty":100,"price":187.25,"strategy":"x"}"""u8,
            1,
            new OrderSource(0, 0),
            new DecisionContext(fold.View([1]), "router", 1),
            OrderChecks.None,
            new AuditJson()
        );
        return JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;
    }
}
