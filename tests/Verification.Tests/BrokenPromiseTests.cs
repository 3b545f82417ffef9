using System.Text;
using KillSwitch.Verification;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Verification.Tests;

/// <summary>Each promise, seen broken on records that were doctored to break it.</summary>
public sealed class BrokenPromiseTests
{
    private readonly GoodRun _run = new();

    [Fact]
    public void NothingAllowedWhileKilled_AllowAtTheOffsetThatKills_IsBroken()
    {
        _run.Order("o6", "12345", 1000);
        _run.Decide(6, Decision.Allow, "o6", "12345", 1010, [1]);

        Broken(new NothingAllowedWhileKilled(), "o6 (orders.v1-0-6) was let through by router-1 against ACCOUNT:12345, killed at killswitch.state.v1 0:0");
    }

    [Fact]
    public void NothingAllowedWhileKilled_OlderActiveAfterANewerKill_StillKills()
    {
        _run.State(KillStatus.Killed, GoodRun.T0 + 2000, 2000);
        _run.State(KillStatus.Active, GoodRun.T0 + 1, 2100);
        _run.Order("o6", "12345", 2200);
        _run.Decide(6, Decision.Allow, "o6", "12345", 2210, [4]);

        Broken(new NothingAllowedWhileKilled(), "killed at killswitch.state.v1 0:2");
    }

    [Theory]
    [InlineData("ACCOUNT:12345", "not a state")]
    [InlineData("ACCOUNT:12345", null)]
    [InlineData("account:1", "whatever")]
    public void NothingAllowedWhileKilled_StateThatNobodyCanRead_Kills(string key, string? value)
    {
        var state = _run.Topics[Topics.State];
        state.Add(state[^1] with { Offset = 2, Key = Encoding.UTF8.GetBytes(key), Value = value is null ? null : Encoding.UTF8.GetBytes(value) });
        _run.Order("o6", "12345", 1000);
        _run.Decide(6, Decision.Allow, "o6", "12345", 1010, [3]);

        Broken(new NothingAllowedWhileKilled(), "o6 (orders.v1-0-6) was let through");
    }

    [Fact]
    public void NothingAllowedWhileKilled_StateCompactedAway_IsNotProvable()
    {
        _run.Remove(Topics.State, r => r.Offset == 0);

        Broken(new NothingAllowedWhileKilled(), "Not provable: killswitch.state.v1 partition 0 lacks offsets 0 to 0");
    }

    [Fact]
    public void NothingSentAfterAKillPassed_RouterThatClaimsOldOffsets_IsFoundByTheTimes()
    {
        _run.Order("o6", "12345", 500);
        _run.Decide(6, Decision.Allow, "o6", "12345", 510, [0]);

        Assert.True(_run.Check(new NothingAllowedWhileKilled()).Held);
        Broken(new NothingSentAfterAKillPassed(), "o6 (orders.v1-0-6) was sent at");
    }

    [Fact]
    public void EveryOrderDecidedOnce_OneWithoutADecision_IsBroken()
    {
        _run.Order("o6", "777", 1000);

        Broken(new EveryOrderDecidedOnce(), "orders.v1-0-6 has no decision.");
    }

    [Fact]
    public void EveryOrderDecidedOnce_OneDecidedTwice_IsBroken()
    {
        _run.Decide(0, Decision.Allow, "o0", "777", 1000, [2]);

        Broken(new EveryOrderDecidedOnce(), "orders.v1-0-0 was decided 2 times.");
    }

    [Fact]
    public void EveryOrderDecidedOnce_DecisionAboutNothing_IsBroken()
    {
        _run.Decide(77, Decision.Allow, "o77", "777", 1000, [2]);

        Broken(new EveryOrderDecidedOnce(), "orders.v1-0-77, where no order stands");
    }

    [Fact]
    public void EveryOrderDecidedOnce_AuditThatNobodyCanRead_IsBroken()
    {
        _run.Change(Topics.Audit, 2, r => r with { Value = "{}"u8.ToArray() });

        Broken(new EveryOrderDecidedOnce(), "Nobody can read the audit record audit.v1 0:2.");
    }

    [Fact]
    public void GatedIsAllowed_OneByteDifferent_IsBroken()
    {
        _run.Change(Topics.GatedOrders, 0, r => r with { Value = Encoding.UTF8.GetBytes(GoodRun.Text(r).Replace("\"qty\":10", "\"qty\":11", StringComparison.Ordinal)) });

        Broken(new GatedIsAllowed(), "orders.gated.v1 0:0 differs from orders.v1-0-0.");
    }

    [Fact]
    public void GatedIsAllowed_OneNotPassedOn_IsBroken()
    {
        _run.Topics[Topics.GatedOrders].RemoveAt(3);

        Broken(new GatedIsAllowed(), "orders.v1-0-5 was allowed and not passed on.");
    }

    [Fact]
    public void GatedIsAllowed_DroppedOrderPassedOn_IsBroken()
    {
        _run.Topics[Topics.GatedOrders].Clear();
        foreach (var offset in new[] { 0, 1, 2, 4, 5 })
            _run.Gate(offset);

        Broken(new GatedIsAllowed(), "orders.v1-0-2, which was not allowed.");
    }

    [Fact]
    public void GatedIsAllowed_OneOutTwice_IsBroken()
    {
        _run.Gate(5);

        Broken(new GatedIsAllowed(), "out twice or out of order");
    }

    [Fact]
    public void MalformedIsKept_NotRejected_IsBroken()
    {
        _run.Topics[Topics.RejectedOrders].Clear();

        Broken(new MalformedIsKept(), "orders.v1-0-3 is no order and stands 0 times in orders.rejected.v1.");
    }

    [Fact]
    public void MalformedIsKept_OtherBytes_IsBroken()
    {
        _run.Change(Topics.RejectedOrders, 0, r => r with { Value = "not an ordeR"u8.ToArray() });

        Broken(new MalformedIsKept(), "its bytes were not kept");
    }

    [Fact]
    public void MalformedIsKept_OrderRejected_IsBroken()
    {
        _run.Change(Topics.Audit, 0, r => r with { Value = Encoding.UTF8.GetBytes(GoodRun.Text(r).Replace("ALLOW", "REJECT", StringComparison.Ordinal)) });

        Broken(new MalformedIsKept(), "orders.v1-0-0 is an order and was rejected.");
    }

    [Theory]
    [InlineData(Topics.Commands, "is not in killswitch.commands.v1")]
    [InlineData(Topics.RiskSignals, "has no signal")]
    public void EveryDropIsExplained_RecordMissingOnTheWay_IsBroken(string topic, string evidence)
    {
        _run.Topics[topic].Clear();

        Broken(new EveryDropIsExplained(), evidence);
    }

    [Fact]
    public void EveryDropIsExplained_KillOnAQuietDay_IsAFalseAlarm()
    {
        _run.Expected = new Expectations(Quiet: true);

        Broken(new EveryDropIsExplained(), "A false alarm: detector killed ACCOUNT:12345");
    }

    [Fact]
    public void EveryDropIsExplained_NoIncident_IsBroken()
    {
        _run.Incidents.Clear();

        Broken(new EveryDropIsExplained(), $"there is no incident {GoodRun.IncidentId}");
    }

    [Fact]
    public void EveryDropIsExplained_OtherExecution_IsBroken()
    {
        _run.Incidents[0] = _run.Incidents[0] with { ExecutionArn = "arn:other" };

        Broken(new EveryDropIsExplained(), "is not there");
    }

    [Fact]
    public void SelfApprovalWasRefused_ItWentThrough_IsBroken()
    {
        _run.Incidents[0] = GoodRun.Closed("alice", "Alice");

        Broken(new SelfApprovalWasRefused(), "Alice approved their own request 1");
    }

    [Fact]
    public void SelfApprovalWasRefused_OnlyTheAuditTells_IsBroken()
    {
        _run.People("user:alice", "APPROVE", 710, null);

        Broken(new SelfApprovalWasRefused(), "By the audit user:alice approved their own request 1");
    }

    [Fact]
    public void SelfApprovalWasRefused_NobodyTried_SaysSo()
    {
        _run.Remove(Topics.Audit, r => GoodRun.Text(r).Contains("SelfApproval", StringComparison.Ordinal));
        _run.Expected = _run.Expected with { SelfApproval = false };

        var result = _run.Check(new SelfApprovalWasRefused());
        Assert.Equal((true, 0L, "Nobody tried to."), (result.Held, result.Checked, result.Evidence));
    }

    [Fact]
    public void EveryStepIsAudited_StepThatIsNotInTheAudit_IsBroken()
    {
        _run.Step("NotifyRestored", 900, audited: false);

        Broken(new EveryStepIsAudited(), "NotifyRestored (event 13) of kill-ACCOUNT-12345-1 is not in the audit.");
    }

    [Fact]
    public void EveryStepIsAudited_StateEnteredTwiceAndAuditedOnce_IsBroken()
    {
        _run.Step("PublishKilled", 10_000, audited: false);

        Broken(new EveryStepIsAudited(), "PublishKilled (event 13)");
    }

    [Fact]
    public void EveryStepIsAudited_TaskUnderWayInARunningExecution_IsNotAskedFor()
    {
        _run.Step("RequestApproval", 900, audited: false);
        _run.Events.RemoveAt(_run.Events.Count - 1);
        _run.Status = "RUNNING";
        Assert.True(_run.Check(new EveryStepIsAudited()).Held);

        _run.Status = "SUCCEEDED";
        Broken(new EveryStepIsAudited(), "RequestApproval");
    }

    [Fact]
    public void VersionsRise_OlderVersionLater_IsBroken()
    {
        _run.State(KillStatus.Killed, GoodRun.T0 + 300, 900);

        Broken(new VersionsRise(), "ACCOUNT:12345 has version");
    }

    [Fact]
    public void VersionsRise_SameVersionWithAnotherStatus_IsBroken()
    {
        _run.State(KillStatus.Killed, GoodRun.T0 + 800, 900);

        Broken(new VersionsRise(), "ACCOUNT:12345 has version");
    }

    [Fact]
    public void VersionsRise_TheVerySameStateAgain_Holds()
    {
        var state = _run.Topics[Topics.State];
        state.Add(state[^1] with { Offset = 2 });

        Assert.True(_run.Check(new VersionsRise()).Held);
    }

    [Fact]
    public void EveryRestoreHadTwoPeople_RequesterAlone_IsBroken()
    {
        _run.Incidents[0] = GoodRun.Closed("alice", "ALICE");

        Broken(new EveryRestoreHadTwoPeople(), "user:alice approved their own request.");
    }

    [Fact]
    public void EveryRestoreHadTwoPeople_OnePersonCountedTwiceForAQuorumOfTwo_IsBroken()
    {
        var closed = GoodRun.Closed("alice", "bob", "Bob");
        _run.Incidents[0] = closed with { Requests = [closed.Requests[0] with { Quorum = 2 }] };

        Broken(new EveryRestoreHadTwoPeople(), "1 approved, 2 are needed.");
    }

    [Fact]
    public void EveryRestoreHadTwoPeople_ApprovalTheAuditDoesNotKnow_IsBroken()
    {
        _run.Incidents[0] = GoodRun.Closed("alice", "carol");

        Broken(new EveryRestoreHadTwoPeople(), "the audit does not know of the approval by carol.");
    }

    [Fact]
    public void EveryRestoreHadTwoPeople_ActivePublishedForAnIncidentThatIsOpen_IsBroken()
    {
        _run.Incidents[0] = _run.Incidents[0] with { Phase = IncidentPhase.Killed };

        Broken(new EveryRestoreHadTwoPeople(), "was published as restored, and is no closed incident.");
    }

    [Theory]
    [InlineData(Topics.Commands, "The trace of det-notional")]
    [InlineData(Topics.State, "led to has another trace")]
    public void TraceNamesTheOrder_OtherTrace_IsBroken(string topic, string evidence)
    {
        _run.Change(topic, 0, r => r with { Headers = [new(Headers.TraceParent, "00-11111111111111111111111111111111-00f067aa0ba902b7-01"u8.ToArray())] });

        Broken(new TraceNamesTheOrder(), evidence);
    }

    [Fact]
    public void TraceNamesTheOrder_NoSignal_IsBroken()
    {
        _run.Topics[Topics.RiskSignals].Clear();

        Broken(new TraceNamesTheOrder(), "No order is known to have caused det-notional");
    }

    private void Broken(IPromise promise, string evidence)
    {
        var result = _run.Check(promise);
        Assert.False(result.Held, result.Evidence);
        Assert.Contains(evidence, result.Evidence, StringComparison.Ordinal);
    }
}
