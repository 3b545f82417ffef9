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

/// <summary>
/// A key belongs to the first request it came with: its repeat gets the first answer, another request gets a refusal and no effect.
/// A kill is no request that a key could stop: it is made without it.
/// </summary>
public sealed class IdempotencyTests
{
    private static readonly Scope s_account = Scope.Account("1");

    private readonly KillWorld _world = new();

    [Theory]
    [InlineData("ACCOUNT:1", "another reason")]
    [InlineData("ACCOUNT:2", "why")]
    public async Task KillAsync_SameKeyForSomethingElseBeforeTheFirstTookEffect_IsMadeWithoutTheKey(string scope, string reason)
    {
        var first = (await KillAsync("ACCOUNT:1", "why")).Value!;

        var other = (await KillAsync(scope, reason)).Value!;

        Assert.Equal((false, true), (first.IdempotencyKeyIgnored, other.IdempotencyKeyIgnored));
        Assert.NotEqual(first.CmdId, other.CmdId);
        Assert.EndsWith(
            "The idempotency key was used before, for another request. Send a new key with a new request; repeat a request with its own. The key was ignored: sent again, this kills again.",
            other.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(2, _world.CommandLog.Records.Count);
        // The first request keeps its key.
        Assert.Equal(first.CmdId, (await KillAsync("ACCOUNT:1", "why")).Value!.CmdId);
    }

    /// <summary>The claim is gone, or never came to be: what was handled under the key's own id is another command all the same.</summary>
    [Fact]
    public async Task KillAsync_KeyOfAnotherCommandThatWasHandled_IsMadeWithoutTheKey()
    {
        await KillAsync("ACCOUNT:1", "why");
        await TakeInAsync();
        _world.Keys.Forget();

        var other = (await KillAsync("ACCOUNT:2", "why")).Value!;
        await TakeInAsync();

        Assert.True(other.IdempotencyKeyIgnored);
        Assert.Contains("was used before, for KILL of ACCOUNT:1.", other.Message, StringComparison.Ordinal);
        Assert.Equal(1, _world.Incident(Scope.Account("2")).CauseCount);
    }

    [Fact]
    public async Task KillAsync_KeyOfAnotherRequestOnAScopeThatIsKilled_IsAFurtherCause()
    {
        await KilledAsync();

        var other = (await KillAsync("ACCOUNT:1", "another reason")).Value!;
        await TakeInAsync();

        Assert.Equal((Enforcement.InForce, _world.Incident(s_account).IncidentId), (other.Enforcement, other.IncidentId));
        Assert.Equal(2, _world.Incident(s_account).CauseCount);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("k-1, k-2")]
    [InlineData("schlüssel")]
    public async Task KillAsync_KeyThatCannotBeOne_IsMadeWithoutTheKeyAndSaysSo(string key)
    {
        var first = (await _world.Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:1", "why", key), default)).Value!;
        var again = (await _world.Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:1", "why", key), default)).Value!;

        Assert.True(first.IdempotencyKeyIgnored && again.IdempotencyKeyIgnored);
        Assert.False(again.Replayed);
        Assert.NotEqual(first.CmdId, again.CmdId);
        Assert.EndsWith(
            "An Idempotency-Key is sent once, as 1 to 128 printable ASCII characters without spaces. A UUID does. The key was ignored: sent again, this kills again.",
            first.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(2, _world.CommandLog.Records.Count);
        Assert.Empty(_world.Keys.All);
        Assert.Contains(_world.Audit.Records, record =>
            record is { Step: "KillRequested", Outcome: "OK", Detail: "KILL: why (Its Idempotency-Key was ignored.)" }
        );
    }

    [Fact]
    public async Task KillAsync_WithoutAKey_IgnoresNone()
    {
        var killed = (await _world.Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:1", "why"), default)).Value!;

        Assert.False(killed.IdempotencyKeyIgnored);
        Assert.DoesNotContain("key", killed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    public async Task UnkillAsync_KeyThatCannotBeOne_IsRefusedAndAudited(string key)
    {
        await KilledAsync();

        var refused = await _world.Operators.UnkillAsync(KillWorld.Alice, new("ACCOUNT:1", "why", key), default);

        Assert.Equal(RefusalCode.FieldInvalid, refused.Refusal?.Code);
        Assert.Contains(_world.Audit.Records, record => record is { Step: "UnkillRequested", RefusalCode: "FieldInvalid" });
    }

    [Fact]
    public async Task KillAsync_SameKeyAndAnotherSpellingOfTheScope_IsTheSameRequest()
    {
        var first = (await KillAsync("SYMBOL:nvda", "why")).Value!;

        Assert.Equal(first, (await KillAsync("SYMBOL:NVDA", "why")).Value);
    }

    [Fact]
    public async Task KillAsync_SameRequestLater_GetsTheSameAnswer()
    {
        var first = (await KillAsync("ACCOUNT:1", "why")).Value!;
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var before = (await KillAsync("ACCOUNT:1", "why")).Value!;
        await TakeInAsync();
        var after = (await KillAsync("ACCOUNT:1", "why")).Value!;

        // Only what is so now, and that it is a repeat, may differ.
        Assert.False(first.Replayed);
        Assert.Equal(
            [first, first],
            new[] { before, after }.Select(repeat => repeat with { Replayed = false, Message = first.Message })
        );
        Assert.True(before.Replayed && after.Replayed);
    }

    [Fact]
    public async Task KillAsync_RepeatedWhileInForce_SaysSinceWhen()
    {
        await KilledAsync();

        var repeat = (await KillAsync("ACCOUNT:1", "why")).Value!;

        Assert.Equal((Enforcement.InForce, true), (repeat.Enforcement, repeat.Replayed));
        Assert.Equal(_world.Incident(s_account).InForce!.SinceTs, repeat.InForceTs);
        Assert.Contains("is in force since 2025-01-02 14:30:00 UTC", repeat.Message, StringComparison.Ordinal);
    }

    /// <summary>The word is of the kill that was just given, not of the incident that is being given back.</summary>
    [Fact]
    public async Task KillAsync_WhileTheScopeIsBeingRestored_IsCommanded()
    {
        await KilledAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        while (_world.Incident(s_account).Enforcement != Enforcement.Restored)
            await _world.Engine.StepAsync(_world.Execution(s_account));
        Assert.True(_world.Incident(s_account).IsOpen);

        var receipt = (await _world.Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:1", "again", "another-key"), default)).Value!;

        Assert.Equal((Enforcement.Commanded, null), (receipt.Enforcement, receipt.InForceTs));
    }

    [Fact]
    public async Task KillAsync_RepeatedAfterTheRestore_SaysThatItDidNotKillAgain()
    {
        await RestoredAsync();

        var repeat = (await KillAsync("ACCOUNT:1", "why")).Value!;

        Assert.Equal((Enforcement.Restored, null, true), (repeat.Enforcement, repeat.InForceTs, repeat.Replayed));
        Assert.Contains(
            "was restored at 2025-01-02 14:30:00 UTC. It did NOT kill again: to kill ACCOUNT:1, send it under a new Idempotency-Key.",
            repeat.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(KillStatus.Active, _world.Topic.Seen(s_account)!.Status);
    }

    [Fact]
    public async Task KillAsync_RepeatedAfterTheRestoreAndAnotherKill_NamesTheOther()
    {
        await RestoredAsync();
        await _world.KillAsync(s_account);
        await _world.FlowAsync();

        var repeat = (await KillAsync("ACCOUNT:1", "why")).Value!;

        Assert.Contains("It did NOT kill again", repeat.Message, StringComparison.Ordinal);
        Assert.EndsWith("Since then: The kill of ACCOUNT:1 is in force since 2025-01-02 14:30:00 UTC.", repeat.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KillAsync_ThenUnkillUnderTheSameKey_IsRefused()
    {
        await KillAsync("ACCOUNT:1", "why");
        await TakeInAsync();

        var unkill = await _world.Operators.UnkillAsync(KillWorld.Alice, new("ACCOUNT:1", "why", "key"), default);

        Assert.Equal(RefusalCode.IdempotencyKeyReused, unkill.Refusal!.Code);
    }

    [Fact]
    public async Task KillAsync_RefusedBeforeItActed_LeavesTheKeyFree()
    {
        Assert.True((await KillAsync("account:1", "why")).IsRefused);

        Assert.False((await KillAsync("ACCOUNT:1", "why")).IsRefused);
    }

    [Theory]
    [InlineData("claim key", false)]
    [InlineData("command", true)]
    public async Task KillAsync_CrashAfterAnEffect_TheRepeatActsOnceAndAnotherKillIsAnother(string effect, bool written)
    {
        _world.Faults.Plan = at => at == effect ? Fault.CrashAfter : Fault.None;
        await Assert.ThrowsAsync<CrashException>(() => KillAsync("ACCOUNT:1", "why"));
        _world.Faults.Plan = null;
        Assert.Equal(written ? 1 : 0, _world.CommandLog.Records.Count);

        Assert.True((await KillAsync("GLOBAL", "why")).Value!.IdempotencyKeyIgnored);
        Assert.False((await KillAsync("ACCOUNT:1", "why")).Value!.IdempotencyKeyIgnored);
        await TakeInAsync();

        Assert.Equal(1, _world.Incident(s_account).CauseCount);
        Assert.Equal(1, _world.Incident(Scope.Global).CauseCount);
    }

    [Fact]
    public async Task KillAsync_StoreOfKeysAway_IsCommandedAllTheSame()
    {
        _world.Keys.Away = true;

        Assert.False((await KillAsync("ACCOUNT:1", "why")).IsRefused);
        Assert.Single(_world.CommandLog.Records);
    }

    [Fact]
    public async Task DecideAsync_StoreOfKeysAway_IsNotDecided()
    {
        await AskedAsync(s_account);
        _world.Keys.Away = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _world.DecideAsync(KillWorld.Bob, "APPROVE", "key"));

        Assert.Equal(RequestStatus.Pending, _world.Incident(s_account).Requests[^1].Status);
    }

    [Fact]
    public async Task DecideAsync_SameKeyOnAnotherApproval_IsRefusedAndThatScopeStaysKilled()
    {
        await AskedAsync(s_account);
        await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key");
        await AskedAsync(Scope.Account("2"));

        var second = await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key");
        await _world.FlowAsync();

        Assert.Equal(RefusalCode.IdempotencyKeyReused, second.Refusal!.Code);
        Assert.Equal(KillStatus.Killed, _world.Topic.Seen(Scope.Account("2"))!.Status);
        Assert.Contains(_world.Audit.Records, record =>
            record is { Step: "ApprovalDecided", RefusalCode: "IdempotencyKeyReused", Actor: "user:bob" }
        );
    }

    [Fact]
    public async Task DecideAsync_RepeatedInEveryWay_IsOneRecordWithTheRolesOfThatMoment()
    {
        await AskedAsync(s_account);
        await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key");

        _world.Time.Advance(TimeSpan.FromMilliseconds(1));
        var replayed = await _world.DecideAsync(new Actor(new("bob"), new HashSet<Role> { Role.Observer }), "APPROVE", "key");
        var refused = await _world.DecideAsync(KillWorld.Bob, "APPROVE", "another-key");
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");

        Assert.True(replayed.Value!.Replayed);
        Assert.Equal(RefusalCode.ApprovalAlreadyDecided, refused.Refusal!.Code);
        var record = Assert.Single(Decisions());
        Assert.Equal(("APPROVE", "user:bob"), (record.Outcome, record.Actor));
        Assert.Equal([Role.Approver], record.Roles!);
    }

    [Fact]
    public async Task DecideAsync_SomebodyElseAfterIt_IsRefusedAndAudited()
    {
        await AskedAsync(s_account);
        await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key");

        await _world.DecideAsync(KillWorld.Carol, "APPROVE");
        await _world.DecideAsync(KillWorld.Bob, "REJECT");

        Assert.Equal(["APPROVE", "REFUSED", "REFUSED"], Decisions().Select(r => r.Outcome));
    }

    [Fact]
    public async Task DecideAsync_CrashBeforeItWasAudited_TheRepeatAuditsIt()
    {
        await AskedAsync(s_account);
        _world.Faults.Plan = effect => effect == "audit" ? Fault.CrashBefore : Fault.None;
        await Assert.ThrowsAsync<CrashException>(() => _world.DecideAsync(KillWorld.Bob, "APPROVE", "key"));
        _world.Faults.Plan = null;
        Assert.Empty(Decisions());

        await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key");
        await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key");

        Assert.Equal([Role.Approver], Assert.Single(Decisions()).Roles!);
    }

    [Fact]
    public async Task DecideAsync_KeyThatCannotBeOne_IsRefusedAndDecidesNothing()
    {
        await AskedAsync(s_account);

        Assert.Equal(RefusalCode.FieldInvalid, (await _world.DecideAsync(KillWorld.Bob, "APPROVE", "two words")).Refusal?.Code);
        Assert.Equal(RequestStatus.Pending, _world.Incident(s_account).Requests[^1].Status);
    }

    [Fact]
    public async Task DecideAsync_SameKeyAndAnotherReason_IsRefused()
    {
        await AskedAsync(s_account);
        await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key");

        var again = await _world.Operators.DecideAsync(KillWorld.Bob, _world.Link, "APPROVE", "another reason", "key", default);

        Assert.Equal(RefusalCode.IdempotencyKeyReused, again.Refusal!.Code);
    }

    [Fact]
    public async Task DecideAsync_KeyOfAKill_IsRefused()
    {
        await AskedAsync(s_account);
        await _world.Operators.KillAsync(KillWorld.Carol, new("ACCOUNT:7", "why", "key"), default);

        Assert.Equal(RefusalCode.IdempotencyKeyReused, (await _world.DecideAsync(KillWorld.Carol, "APPROVE", "key")).Refusal!.Code);
    }

    [Fact]
    public async Task DecideAsync_CrashAfterTheKeyIsClaimed_TheRepeatDecides()
    {
        await AskedAsync(s_account);
        _world.Faults.Plan = at => at == "claim key" ? Fault.CrashAfter : Fault.None;
        await Assert.ThrowsAsync<CrashException>(() => _world.DecideAsync(KillWorld.Bob, "APPROVE", "key"));
        _world.Faults.Plan = null;

        var decided = (await _world.DecideAsync(KillWorld.Bob, "APPROVE", "key")).Value!;

        Assert.Equal(RequestStatus.Approved, decided.Status);
        Assert.Single(_world.Incident(s_account).Requests[^1].Decisions);
    }

    [Fact]
    public async Task ClaimAsync_AnyKey_IsLongerThanACommandsIdMayBe()
    {
        await KillAsync("ACCOUNT:1", "why");

        Assert.True(Assert.Single(_world.Keys.All).Id.Length > Command.MaxIdLength);
    }

    private Task<Outcome<CommandReceipt>> KillAsync(string scope, string reason) =>
        _world.Operators.KillAsync(KillWorld.Alice, new(scope, reason, "key"), default);

    private IEnumerable<StepAudit> Decisions() => _world.Audit.Records.Where(record => record.Step == Audits.ApprovalDecided);

    private async Task AskedAsync(Scope scope)
    {
        await _world.KillAsync(scope);
        await _world.FlowAsync();
        await _world.AskAsync(scope, KillWorld.Alice);
        await _world.FlowAsync();
    }

    private async Task KilledAsync()
    {
        await KillAsync("ACCOUNT:1", "why");
        _world.Time.Advance(TimeSpan.FromMilliseconds(1));
        await TakeInAsync();
        await _world.FlowAsync();
    }

    private async Task RestoredAsync()
    {
        await KilledAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
    }

    private async Task TakeInAsync()
    {
        foreach (var record in _world.CommandLog.Records)
            await _world.Intake.HandleAsync(record, default);
    }
}
