using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Promises;
using KillSwitch.Verification.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Verification.Tests.Promises;

/// <summary>Each promise, seen broken on records that were doctored to break it.</summary>
public sealed class BrokenPromiseTests
{
    private readonly GoodRun _run = new();

    [Fact]
    public void NothingAllowedWhileKilled_AllowAtTheOffsetThatKills_IsBroken()
    {
        _run.Order("o6", "12345", 1000);
        _run.Decide(6, Decision.Allow, "o6", "12345", 1010, [1]);

        Broken(new NothingAllowedWhileKilled(), "was let through against ACCOUNT:12345, killed at killswitch.state.v1 0:0");
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
        var bytes = value is null ? null : Encoding.UTF8.GetBytes(value);
        state.Add(state[^1] with { Offset = 2, Key = Encoding.UTF8.GetBytes(key), Value = bytes });
        _run.Order("o6", "12345", 1000);
        _run.Decide(6, Decision.Allow, "o6", "12345", 1010, [3]);

        Broken(new NothingAllowedWhileKilled(), "orders.v1-0-6 (audit.v1 0:14, router-1) was let through");
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

        Assert.True(Check(new NothingAllowedWhileKilled()).Held);
        Broken(new NothingSentAfterAKillPassed(), "orders.v1-0-6 was sent at");
    }

    [Theory]
    [InlineData(310)]
    [InlineData(797)]
    [InlineData(800)]
    public void NothingSentUnderAKillCameOutAfter_LetThroughBehindTheRestore_IsBroken(long sentMs)
    {
        _run.Order("o6", "12345", sentMs);
        _run.Decide(6, Decision.Allow, "o6", "12345", 910, [2]);

        Assert.True(Check(new NothingAllowedWhileKilled()).Held);
        Broken(
            new NothingSentUnderAKillCameOutAfter(),
            $"orders.v1-0-6 (audit.v1 0:14, router-1) was sent at {GoodRun.T0 + sentMs} and let through behind killswitch.state.v1 0:1, "
                + $"which restored ACCOUNT:12345 at {GoodRun.T0 + 800}"
        );
    }

    [Fact]
    public void NothingSentUnderAKillCameOutAfter_LetThroughBeforeTheRestoreWasRead_IsAnotherPromisesBusiness()
    {
        _run.Order("o6", "12345", 310);
        _run.Decide(6, Decision.Allow, "o6", "12345", 320, [1]);

        Assert.True(Check(new NothingSentUnderAKillCameOutAfter()).Held);
        Assert.False(Check(new NothingAllowedWhileKilled()).Held);
    }

    [Fact]
    public void NothingSentUnderAKillCameOutAfter_RestorePublishedAgain_TheFirstTimeCounts()
    {
        var state = _run.Topics[Topics.State];
        state.Add(state[^1] with { Offset = 2, TimestampInMs = GoodRun.T0 + 5000 });
        _run.Order("o6", "12345", 900);
        _run.Decide(6, Decision.Allow, "o6", "12345", 6000, [3]);

        Assert.True(Check(new NothingSentUnderAKillCameOutAfter()).Held);
    }

    [Fact]
    public void NothingSentUnderAKillCameOutAfter_RecordThatNamesNoScopeWithdrawn_CountsAsARestoreOfAll()
    {
        var state = _run.Topics[Topics.State];
        state.Add(state[^1] with { Offset = 2, TimestampInMs = GoodRun.T0 + 1000, Key = "nonsense"u8.ToArray(), Value = "{}"u8.ToArray() });
        state.Add(state[^1] with { Offset = 3, TimestampInMs = GoodRun.T0 + 1200, Value = null });
        _run.Order("o6", "777", 1100);
        _run.Decide(6, Decision.Allow, "o6", "777", 1300, [4]);

        Broken(new NothingSentUnderAKillCameOutAfter(), "which restored GLOBAL");
    }

    [Fact]
    public void NothingSentUnderAKillCameOutAfter_StateCompactedAway_IsNotProvable()
    {
        _run.Remove(Topics.State, r => r.Offset == 0);

        Broken(new NothingSentUnderAKillCameOutAfter(), "Not provable: killswitch.state.v1 partition 0 lacks offsets 0 to 0");
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

        Broken(new EveryOrderDecidedOnce(), "is orders.v1-0-0, which was there before: out twice.");
    }

    [Fact]
    public void EveryOrderDecidedOnce_DecisionAboutNothing_IsBroken()
    {
        _run.Decide(77, Decision.Allow, "o77", "777", 1000, [2]);

        Broken(new EveryOrderDecidedOnce(), "orders.v1-0-77, where no order stands");
    }

    [Fact]
    public void EveryOrderDecidedOnce_RepeatBySuccessorInSequence_HoldsAndIsSaid()
    {
        _run.Delivery = DeliveryMode.Sequenced;
        _run.Decide(0, Decision.Allow, "o0", "777", 1000, [2], "router-2");

        var result = Check(new EveryOrderDecidedOnce());
        Assert.True(result.Held, result.InWords());
        Assert.Contains("1 decisions repeated, as two routers held one partition", result.Notes);
    }

    [Fact]
    public void EveryOrderDecidedOnce_RepeatInSequenceThatNothingExplains_IsBroken()
    {
        _run.Delivery = DeliveryMode.Sequenced;
        _run.Decide(0, Decision.Allow, "o0", "777", 1000, [2]);

        Broken(new EveryOrderDecidedOnce(), "for the second time, both times by router-1, which nothing had interrupted");
    }

    [Fact]
    public void EveryOrderDecidedOnce_OrderRejected_IsBroken()
    {
        _run.Change(Topics.Audit, 0, r =>
            r with { Value = Encoding.UTF8.GetBytes(GoodRun.Text(r).Replace("ALLOW", "REJECT", StringComparison.Ordinal)) });

        Broken(new EveryOrderDecidedOnce(), "says Reject of orders.v1-0-0, which is an order.");
    }

    [Fact]
    public void TopicsAreWhole_AuditThatNobodyCanRead_IsBroken()
    {
        _run.Change(Topics.Audit, 2, r => r with { Value = "{}"u8.ToArray() });

        Broken(new TopicsAreWhole(), "Nobody can read the audit record audit.v1 0:2.");
        Broken(new EveryOrderDecidedOnce(), "orders.v1-0-2 has no decision.");
    }

    [Fact]
    public void GatedIsAllowed_OneByteDifferent_IsBroken()
    {
        _run.Change(Topics.GatedOrders, 0, r =>
            r with { Value = Encoding.UTF8.GetBytes(GoodRun.Text(r).Replace("\"qty\":10", "\"qty\":11", StringComparison.Ordinal)) });

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
    public void GatedIsAllowed_OutOfOrder_IsBroken()
    {
        _run.Topics[Topics.GatedOrders].Clear();
        foreach (var offset in new[] { 0, 4, 1, 5 })
            _run.Gate(offset);

        Broken(new GatedIsAllowed(), "is orders.v1-0-1 for the first time, behind 4: out of order");
    }

    [Fact]
    public void GatedIsAllowed_OneOutTwice_IsBroken()
    {
        _run.Gate(5);

        Broken(new GatedIsAllowed(), "is orders.v1-0-5, which was there before: out twice");
    }

    [Fact]
    public void RejectedIsKept_NotRejected_IsBroken()
    {
        _run.Topics[Topics.RejectedOrders].Clear();

        Broken(new RejectedIsKept(), "orders.v1-0-3 is no order and its bytes were not kept.");
    }

    [Fact]
    public void RejectedIsKept_OtherBytes_IsBroken()
    {
        _run.Change(Topics.RejectedOrders, 0, r => r with { Value = "not an ordeR"u8.ToArray() });

        Broken(new RejectedIsKept(), "has other bytes than orders.v1-0-3.");
    }

    [Fact]
    public void RejectedIsKept_OrderAmongTheRejected_IsBroken()
    {
        var rejected = _run.Topics[Topics.RejectedOrders];
        rejected.Add(_run.Topics[Topics.GatedOrders][0] with { Offset = rejected[^1].Offset + 1 });

        Broken(new RejectedIsKept(), "is orders.v1-0-0, which is an order, and no audit says for which limit it was refused.");
    }

    [Fact]
    public void RejectedIsKept_OrderRefusedForALimit_IsHeldOnlyIfItIsThere()
    {
        _run.Order("o6", "777", 1000);
        _run.Refuse(6, "o6", "max_qty", isKept: true);

        Assert.True(Check(new RejectedIsKept()).Held);
        Assert.True(Check(new EveryOrderDecidedOnce()).Held);

        _run.Order("o7", "777", 1100);
        _run.Refuse(7, "o7", "max_qty", isKept: false);

        Broken(new RejectedIsKept(), "orders.v1-0-7 is refused and its bytes were not kept.");
    }

    [Fact]
    public void EveryOrderDecidedOnce_OrderRejectedForNoLimit_IsBroken()
    {
        _run.Order("o6", "777", 1000);
        _run.Decide(6, Decision.Reject, "o6", "777", 1010, [2]);

        Broken(new EveryOrderDecidedOnce(), "says Reject of orders.v1-0-6, which is an order.");
    }

    [Fact]
    public void NothingAllowedWhileKilled_CancelUnderAKill_MayPass()
    {
        _run.Cancel("c6", "12345", 1000);
        _run.Decide(6, Decision.Allow, "c6", "12345", 1010, [1]);

        Assert.True(Check(new NothingAllowedWhileKilled()).Held);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RejectedIsKept_TooLargeToBeKept_IsHeldByItsBeginningAndTheHashOfAll(bool sameHash)
    {
        var whole = new byte[OutputLimits.MostKeptBytes + 1];
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(sameHash ? whole : []));
        _run.Change(Topics.Orders, 3, r => r with { Value = whole });
        _run.Change(Topics.RejectedOrders, 0, r => r with
        {
            Value = whole[..OutputLimits.MostKeptBytes],
            Headers = [.. r.Headers, new(Headers.CutFrom, Encoding.UTF8.GetBytes($"{whole.Length} bytes, sha256 {hash}"))],
        });

        Assert.Equal(sameHash, Check(new RejectedIsKept()).Held);
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
        _run.Incidents[0] = _run.Incidents[0] with { ExecutionName = "other" };

        Broken(new EveryDropIsExplained(), $"the execution of {GoodRun.IncidentId} (other) is not there");
        Broken(new IncidentsAreOpenAsLongAsKilled(), "is carried by other, which is not there");
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

        var result = Check(new SelfApprovalWasRefused());
        Assert.Equal((true, 0L, "Nothing to check: nobody tried to."), (result.Held, result.Checked, result.InWords()));
    }

    [Fact]
    public void EveryStepIsAudited_StepThatIsNotInTheAudit_IsBroken()
    {
        _run.Step("NotifyRestored", 900, audited: false);

        Broken(new EveryStepIsAudited(), "NotifyRestored (event 27) of kill-ACCOUNT-12345-1 is not in the audit.");
    }

    [Fact]
    public void EveryStepIsAudited_StateEnteredTwiceAndAuditedOnce_IsBroken()
    {
        _run.Step("PublishKilled", 10_000, audited: false);

        Broken(new EveryStepIsAudited(), "PublishKilled (event 27)");
    }

    [Fact]
    public void EveryStepIsAudited_TaskUnderWayInARunningExecution_IsNotAskedFor()
    {
        _run.Step("RequestApproval", 900, audited: false);
        // Neither returned nor left.
        _run.Events.RemoveAt(_run.Events.Count - 1);
        _run.Events.RemoveAt(_run.Events.Count - 1);
        _run.Status = "RUNNING";
        Assert.True(Check(new EveryStepIsAudited()).Held);

        _run.Status = "SUCCEEDED";
        Broken(new EveryStepIsAudited(), "RequestApproval (event 26)");
    }

    [Fact]
    public void EveryStepIsAudited_AuditOfWhatNoExecutionDid_IsBroken()
    {
        var step = _run.Topics[Topics.Audit].FindIndex(r => GoodRun.Text(r).Contains("CloseIncident", StringComparison.Ordinal));
        var text = GoodRun.Text(_run.Topics[Topics.Audit][step]).Replace("kill-ACCOUNT-12345-1", "kill-other", StringComparison.Ordinal);
        _run.Change(Topics.Audit, step, r => r with { Value = Encoding.UTF8.GetBytes(text) });

        Broken(new EveryStepIsAudited(), "says it is of kill-other, whose history has no such try.");
    }

    [Fact]
    public void VersionsOnlyRise_OlderVersionLater_IsBroken()
    {
        _run.State(KillStatus.Killed, GoodRun.T0 + 300, 900);

        Broken(new VersionsOnlyRise(), "of ACCOUNT:12345 stands behind version");
    }

    [Fact]
    public void VersionsOnlyRise_SameVersionWithAnotherStatus_IsBroken()
    {
        _run.State(KillStatus.Killed, GoodRun.T0 + 800, 900);

        Broken(new VersionsOnlyRise(), "of ACCOUNT:12345 is also that of killswitch.state.v1 0:1, which says something else.");
    }

    [Fact]
    public void VersionsOnlyRise_TheVerySameStateAgain_Holds()
    {
        var state = _run.Topics[Topics.State];
        state.Add(state[^1] with { Offset = 2 });

        Assert.True(Check(new VersionsOnlyRise()).Held);
    }

    [Fact]
    public void VersionsOnlyRise_OlderStateAgainAndTheNewerBehindIt_Holds()
    {
        var state = _run.Topics[Topics.State];
        state.Add(state[0] with { Offset = 2 });
        state.Add(state[1] with { Offset = 3 });

        Assert.True(Check(new VersionsOnlyRise()).Held);
    }

    [Fact]
    public void VersionsOnlyRise_OlderStateAgainAsTheLast_IsBroken()
    {
        var state = _run.Topics[Topics.State];
        state.Add(state[0] with { Offset = 2 });

        Broken(new VersionsOnlyRise(), "The newer one was not published again behind it.");
    }

    [Fact]
    public void EveryRestoreHadTwoPeople_RequesterAlone_IsBroken()
    {
        _run.Incidents[0] = GoodRun.Closed("alice", "ALICE");

        Broken(new EveryRestoreHadTwoPeople(), "approved by 0 who had not asked for it; 1 are needed.");
    }

    [Fact]
    public void EveryRestoreHadTwoPeople_OnePersonCountedTwiceForAQuorumOfTwo_IsBroken()
    {
        var closed = GoodRun.Closed("alice", "bob", "Bob");
        _run.Incidents[0] = closed with { Requests = [closed.Requests[0] with { Quorum = 2 }] };

        Broken(new EveryRestoreHadTwoPeople(), "approved by 1 who had not asked for it; 2 are needed.");
        Broken(new RequestsAreDecidedOnce(), "was decided 2 times by bob.");
    }

    [Fact]
    public void EveryRestoreHadTwoPeople_ApprovalTheAuditDoesNotKnow_IsBroken()
    {
        _run.Incidents[0] = GoodRun.Closed("alice", "carol");

        Broken(new EveryRestoreHadTwoPeople(), "the audit does not know of the approval by carol.");
    }

    [Fact]
    public void IncidentsAreOpenAsLongAsKilled_ActivePublishedForAnIncidentThatIsOpen_IsBroken()
    {
        _run.Incidents[0] = _run.Incidents[0] with { Phase = IncidentPhase.Killed };

        Broken(new IncidentsAreOpenAsLongAsKilled(), "is open and its scope is Active");
    }

    [Fact]
    public void EveryRestoreHadTwoPeople_ActiveThatNobodyAskedFor_IsBroken()
    {
        _run.Incidents.Clear();

        Broken(new EveryRestoreHadTwoPeople(), "follows from no unkill request.");
    }

    [Theory]
    [InlineData(Topics.Commands, "The trace of det-notional")]
    [InlineData(Topics.State, "led to has another trace")]
    public void TraceNamesTheOrder_OtherTrace_IsBroken(string topic, string evidence)
    {
        _run.Change(topic, 0, r =>
            r with { Headers = [new(Headers.TraceParent, "00-11111111111111111111111111111111-00f067aa0ba902b7-01"u8.ToArray())] });

        Broken(new TraceNamesTheOrder(), evidence);
    }

    [Fact]
    public void TraceNamesTheOrder_NoSignal_IsBroken()
    {
        _run.Topics[Topics.RiskSignals].Clear();

        Broken(new TraceNamesTheOrder(), "No order is known to have caused det-notional");
    }

    /// <summary>A second breach can be commanded before the first state is published: its trace is as good.</summary>
    [Fact]
    public void TraceNamesTheOrder_StateInTheTraceOfItsSecondCause_Holds()
    {
        const string second = "00-22222222222222222222222222222222-00f067aa0ba902b7-01";
        var (one, both) = ($"[\"{GoodRun.CmdId}\"]", $"[\"{GoodRun.CmdId}\",\"unkill-1\"]");
        _run.Change(Topics.Commands, 1, r => r with { Headers = [new(Headers.TraceParent, Encoding.UTF8.GetBytes(second))] });
        _run.Change(Topics.State, 0, r =>
            r with
            {
                Headers = [new(Headers.TraceParent, Encoding.UTF8.GetBytes(second))],
                Value = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(r.Value!).Replace(one, both, StringComparison.Ordinal)),
            }
        );

        var result = Check(new TraceNamesTheOrder());

        Assert.True(result.Held, result.InWords());
    }

    /// <summary>As recorded of Step Functions: a failed evaluation follows what its state followed.</summary>
    [Fact]
    public void HistoriesAreComplete_EvaluationOfTheFirstStateFailed_Holds()
    {
        _run.FollowsNothing("EvaluationFailed");

        var result = Check(new HistoriesAreComplete());

        Assert.True(result.Held, result.InWords());
    }

    [Fact]
    public void HistoriesAreComplete_AnotherEventFollowsNothing_IsBroken()
    {
        _run.FollowsNothing("TaskScheduled");

        Broken(new HistoriesAreComplete(), "event 3 (TaskScheduled) says that it follows 0.");
    }

    [Fact]
    public void BreachesAreCommandedInTime_WithinTheLimit_Holds()
    {
        _run.CommandWithin = TimeSpan.FromMinutes(1);

        var result = Check(new BreachesAreCommandedInTime());

        Assert.True(result.Held, result.InWords());
        Assert.Equal(1, result.Checked);
    }

    [Fact]
    public void BreachesAreCommandedInTime_LaterThanAllowed_IsBroken()
    {
        _run.CommandWithin = TimeSpan.FromMilliseconds(1);

        Broken(new BreachesAreCommandedInTime(), "was over its limit for");
    }

    [Theory]
    [InlineData(null, "orders.v1-0-6 (audit.v1 0:14, router-1) breaks max_qty, and was decided ALLOW.")]
    [InlineData("duplicate_seconds", "orders.v1-0-6 (audit.v1 0:14, router-1) breaks max_qty, and was refused for duplicate_seconds.")]
    [InlineData("max_qty", null)]
    public void LimitsAreHeld_OrderBeyondALimit_IsRefusedForIt(string? rule, string? broken)
    {
        _run.Limits = LimitsOf("""{"limits":{"ACCOUNT:888":{"max_qty":5}}}""");
        _run.Order("o6", "888", 1000);
        if (rule is null)
            _run.Decide(6, Decision.Allow, "o6", "888", 1010, [2]);
        else
            _run.Refuse(6, "o6", rule, isKept: true);

        if (broken is null)
            Assert.Equal(["1 of them beyond a limit"], Check(new LimitsAreHeld()).Notes);
        else
            Broken(new LimitsAreHeld(), broken);
    }

    /// <summary>The one before it is of before the run, and counts all the same.</summary>
    [Fact]
    public void LimitsAreHeld_DuplicateOfAnOrderThatWasRefused_IsRefused()
    {
        _run.Limits = LimitsOf("""{"limits":{"ACCOUNT:888":{"max_qty":5,"duplicate_seconds":1}}}""");
        _run.Order("o6", "888", 1000);
        _run.Refuse(6, "o6", "max_qty", isKept: true);
        _run.Limits = LimitsOf("""{"limits":{"ACCOUNT:888":{"duplicate_seconds":1}}}""");
        _run.Order("o6", "888", 1500);
        _run.Refuse(7, "o6", "duplicate_seconds", isKept: true);
        _run.Starts[Topics.Orders] = [7];

        Assert.True(Check(new LimitsAreHeld()).Held, Check(new LimitsAreHeld()).InWords());
    }

    /// <summary>What was acknowledged before an order counts for it.</summary>
    [Theory]
    [InlineData(900, "max_qty", null)]
    [InlineData(900, null, "breaks max_qty, and was decided ALLOW")]
    [InlineData(8_000, null, null)]
    [InlineData(8_000, "max_qty", "breaks no limit, and was refused for max_qty")]
    public void LimitsAreHeld_ALimitThatChanged_CountsFromThenOn(long changedAt, string? rule, string? broken)
    {
        _run.Limits = LimitsOf("""{"limits":{"ACCOUNT:888":{"duplicate_seconds":1}}}""");
        _run.Limit("ACCOUNT:888", "max_qty", 5, changedAt);
        _run.Order("o6", "888", 1000);
        Judge(rule);

        Judged(broken);
    }

    /// <summary>It came while the order was being decided: either way is right, and said.</summary>
    [Theory]
    [InlineData("max_qty")]
    [InlineData(null)]
    public void LimitsAreHeld_ALimitThatChangedMeanwhile_CountsOrDoesNot(string? rule)
    {
        _run.Limits = LimitsOf("""{"limits":{"ACCOUNT:888":{"duplicate_seconds":1}}}""");
        _run.Limit("ACCOUNT:888", "max_qty", 5, 1_005);
        _run.Order("o6", "888", 1000);
        Judge(rule);

        Judged(null);
        Assert.Equal(
            rule is null ? [] : ["1 decided while a limit or a price changed, and so the other way"],
            Check(new LimitsAreHeld()).Notes
        );
    }

    /// <summary>The order buys at 100.50.</summary>
    [Theory]
    [InlineData(90, 900, "collar_percent", null)]
    [InlineData(90, 900, null, "breaks collar_percent, and was decided ALLOW")]
    [InlineData(100, 900, "collar_percent", "breaks no limit, and was refused for collar_percent")]
    [InlineData(90, 1_500, null, null)]
    public void LimitsAreHeld_ACollar_IsAroundThePriceThatWasKnown(decimal price, long publishedAt, string? rule, string? broken)
    {
        _run.Limits = LimitsOf("""{"limits":{"ACCOUNT:888":{"collar_percent":5}}}""");
        _run.Price("AAPL", price, publishedAt);
        _run.Order("o6", "888", 1000);
        Judge(rule);

        Judged(broken);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(5, null)]
    [InlineData(9, "limits.v1 0:0 loosens max_qty of ACCOUNT:888, asked for by user:alice, and nobody else approved it.")]
    [InlineData(null, "loosens max_qty of ACCOUNT:888")]
    [InlineData(9, "loosens max_qty", "user:ALICE")]
    [InlineData(9, null, "user:ALICE", "user:bob")]
    public void NobodyLoosensALimitAlone_AChange_NamesWhoApprovedWhatIsLooser(int? value, string? broken, params string[] approvedBy)
    {
        _run.Limits = LimitsOf("""{"limits":{"ACCOUNT:888":{"max_qty":5}}}""");
        _run.Limit("ACCOUNT:888", "max_qty", value, 900, approvedBy);

        if (broken is null)
            Assert.Equal((true, 1), Check(new NobodyLoosensALimitAlone()) is var held ? (held.Held, held.Checked) : default);
        else
            Broken(new NobodyLoosensALimitAlone(), broken);
    }

    private void Judge(string? rule)
    {
        if (rule is null)
            _run.Decide(6, Decision.Allow, "o6", "888", 1010, [2]);
        else
            _run.Refuse(6, "o6", rule, isKept: true);
    }

    private void Judged(string? broken)
    {
        if (broken is null)
            Assert.True(Check(new LimitsAreHeld()).Held, Check(new LimitsAreHeld()).InWords());
        else
            Broken(new LimitsAreHeld(), broken);
    }

    [Fact]
    public void LimitsAreHeld_RefusedWithoutABrokenLimit_IsBroken()
    {
        _run.Limits = LimitsOf("""{"limits":{"ACCOUNT:888":{"max_qty":5}}}""");
        _run.Order("o6", "777", 1000);
        _run.Refuse(6, "o6", "max_qty", isKept: true);

        Broken(new LimitsAreHeld(), "breaks no limit, and was refused for max_qty");
    }

    [Fact]
    public void ReplayIsMeasuredWholly_AllFound_Holds()
    {
        _run.Replay = new ReplayExpectations(new HashSet<string> { GoodRun.SignalId }, new HashSet<string> { GoodRun.CmdId }, 0);

        Assert.True(Check(new ReplayIsMeasuredWholly()).Held);
    }

    [Theory]
    [InlineData("sig-1", GoodRun.NoId, 0, "its signal sig-1 is not there")]
    [InlineData(GoodRun.NoId, "det-1", 0, "its kill det-1 was not commanded")]
    [InlineData(GoodRun.NoId, GoodRun.NoId, 7, "7 orders were measured in no window")]
    public void ReplayIsMeasuredWholly_SomethingWasNot_IsBroken(string signal, string kill, long nowhere, string evidence)
    {
        _run.Replay = new ReplayExpectations(Set(signal), Set(kill), nowhere);

        Broken(new ReplayIsMeasuredWholly(), evidence);

        static HashSet<string> Set(string id) => id.Length == 0 ? [] : [id];
    }

    private static LimitsOfRun LimitsOf(string json) => new(LimitsReader.Read(json, "limits"), Replays: false);

    private PromiseResult Check(IPromise promise) => promise.Check(_run.Facts, _run.Options);

    private void Broken(IPromise promise, string evidence)
    {
        var result = Check(promise);
        Assert.False(result.Held, result.InWords());
        Assert.Contains(evidence, result.InWords(), StringComparison.Ordinal);
    }
}
