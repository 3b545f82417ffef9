using KillSwitch.Tests;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tests.Auditing;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Operators;

public sealed class OperatorAuditsTests
{
    private readonly MemoryAuditIndex _audit = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly OperatorAudits _audits;

    public OperatorAuditsTests() => _audits = new(_audit, _audit, _time);

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task FindAsync_AllIndexedAWhileAgo_IsComplete()
    {
        Add(3);
        _time.Advance(TimeSpan.FromMinutes(1));

        var page = await FindAsync(new());

        Assert.Equal([2L, 1, 0], page.Entries.Select(e => e.Place.Offset));
        Assert.Empty(page.IncompleteBecause);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task FindAsync_PageAfterPage_IsCompleteAtTheLast()
    {
        Add(5);
        _time.Advance(TimeSpan.FromMinutes(1));
        var request = new AuditRequest { AccountId = "42", Limit = 2 };

        var first = await FindAsync(request);
        var second = await FindAsync(request with { Cursor = first.NextCursor });
        var third = await FindAsync(request with { Cursor = second.NextCursor });

        Assert.Equal([4L, 3, 2, 1, 0], new[] { first, second, third }.SelectMany(p => p.Entries).Select(e => e.Place.Offset));
        Assert.Equal("There is more: next_cursor leads to what is older.", Assert.Single(first.IncompleteBecause));
        Assert.Empty(third.IncompleteBecause);
        Assert.Null(third.NextCursor);
    }

    [Fact]
    public async Task FindAsync_RecordWrittenAndNotIndexed_SaysHowFarBehind()
    {
        Add(1);
        _audit.Write(AuditJsonOf.Decision("DROP", "late", Now), Now);
        _time.Advance(TimeSpan.FromSeconds(9));

        var page = await FindAsync(new());

        Assert.Equal((1L, 9L), (page.BehindRecords, page.BehindSeconds));
        Assert.Contains("The index is 1 records behind audit.v1", Assert.Single(page.IncompleteBecause), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_TransactionsEndBehindTheLastRecord_IsComplete()
    {
        Add(1);
        _audit.Markers = 1;
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty((await FindAsync(new())).IncompleteBecause);
    }

    [Fact]
    public async Task FindAsync_TopicDoesNotAnswer_AnswersAndIsNotComplete()
    {
        Add(1);
        _audit.IsTopicDown = true;
        _time.Advance(TimeSpan.FromMinutes(1));

        var page = await FindAsync(new());

        Assert.Single(page.Entries);
        Assert.Contains("is not known", Assert.Single(page.IncompleteBecause), StringComparison.Ordinal);
        Assert.Null(page.BehindRecords);
    }

    [Fact]
    public async Task FindAsync_BrokerHasForgottenItsTopics_KeepsWhatItSawAndIsNotComplete()
    {
        Add(3);
        _audit.Forget();
        _time.Advance(TimeSpan.FromMinutes(1));

        var page = await FindAsync(new());

        Assert.Equal(3, page.Entries.Count);
        Assert.Contains("made anew", Assert.Single(page.IncompleteBecause), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_OlderThanRecordsAreKept_IsNotShown()
    {
        Add(1);
        _time.Advance(TimeSpan.FromDays(31));

        Assert.Empty((await FindAsync(new())).Entries);
    }

    [Fact]
    public async Task FindAsync_WithoutARole_IsRefused()
    {
        var nobody = new Actor(new Person("erin"), new HashSet<Role>());

        Assert.Equal(RefusalCode.RoleMissing, (await _audits.FindAsync(nobody, new AuditRequest(), default)).Refusal?.Code);
    }

    [Fact]
    public async Task HeldBackAsync_AfterDrops_HasTheirFiguresAndHowFarItIsBehind()
    {
        Add(3);
        _audit.Write(AuditJsonOf.Decision("DROP", "late", Now, incident: "inc-1"), Now);
        _time.Advance(TimeSpan.FromSeconds(4));

        var held = await _audits.HeldBackAsync("inc-1", Now - 5000, default);

        Assert.Equal((3, 301.5m, Now - 4000, Now - 3998), (held.Orders, held.Notional, held.FirstTs, held.LastTs));
        Assert.Equal((1L, 4L), (held.BehindRecords, held.BehindSeconds));
        Assert.False(held.Complete);
        Assert.Contains("The index is 1 records behind", Assert.Single(held.IncompleteBecause), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeldBackAsync_AllRead_IsCompleteAtOnce()
    {
        Add(3);

        var held = await _audits.HeldBackAsync("inc-1", Now, default);

        Assert.True(held.Complete);
        Assert.Empty(held.IncompleteBecause);
    }

    [Fact]
    public async Task HeldBackAsync_TopicMadeAnewSinceTheIncidentWasOpened_IsNotComplete()
    {
        Add(3);
        _audit.Forget();

        var held = await _audits.HeldBackAsync("inc-1", Now - 5000, default);

        Assert.False(held.Complete);
        Assert.Contains("made anew", Assert.Single(held.IncompleteBecause), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approvaldecided")]
    [InlineData("killswitch-publish-killed")]
    public async Task FindAsync_StepThatDoesNotExist_IsRefusedWithThoseThatDo(string step)
    {
        var refusal = (await _audits.FindAsync(KillWorld.Dave, new AuditRequest { Step = step }, default)).Refusal!;

        Assert.Equal(RefusalCode.FieldInvalid, refusal.Code);
        Assert.Contains($"step is '{step}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ApprovalDecided, ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("PublishKilled, ", refusal.Message, StringComparison.Ordinal);
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
            _audit.Add(AuditJsonOf.Decision("DROP", $"o-{i}", Now + i, incident: "inc-1"), Now);
    }

    private async Task<AuditPage> FindAsync(AuditRequest request) => (await _audits.FindAsync(KillWorld.Dave, request, default)).Value!;
}
