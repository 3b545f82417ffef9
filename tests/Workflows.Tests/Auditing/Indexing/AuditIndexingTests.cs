using KillSwitch.Tests;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Auditing.Indexing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Auditing.Indexing;

public sealed class AuditIndexingTests
{
    private readonly MemoryAuditIndex _audit = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly AuditIndexing _held;
    private readonly AuditIndexing _all;

    public AuditIndexingTests()
    {
        _held = new(_audit, _audit, AuditCoverage.Held, _time);
        _all = new(_audit, _audit, AuditCoverage.All, _time);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task TakeAsync_ByDefault_LeavesOutWhatWasLetThrough()
    {
        await TakeAsync(_held, Write("ALLOW", 0), Write("DROP", 1), Write("REJECT", 2), Step(3));

        Assert.Equal([3L, 2, 1], await FoundAsync());
        Assert.Null((await ProgressAsync()).AllowedSinceTs);
    }

    [Fact]
    public async Task TakeAsync_OfAll_HasEveryDecisionAndSaysSinceWhen()
    {
        await TakeAsync(_all, Write("ALLOW", 0), Write("DROP", 1));

        Assert.Equal([1L, 0], await FoundAsync());
        Assert.Equal(0, (await ProgressAsync()).AllowedSinceTs);
    }

    [Fact]
    public async Task TakeAsync_SettingChangedToAll_HasThemFromThenOn()
    {
        await TakeAsync(_held, Write("ALLOW", 0));
        _time.Advance(TimeSpan.FromMinutes(1));
        await TakeAsync(_all, Write("ALLOW", 1));
        var since = (await ProgressAsync()).AllowedSinceTs;
        await TakeAsync(_held, Write("ALLOW", 2));

        Assert.Equal(Now + 1, since);
        Assert.Null((await ProgressAsync()).AllowedSinceTs);
    }

    [Fact]
    public async Task TakeAsync_TheSameAgain_ChangesNothing()
    {
        AuditRecord[] records = [Write("DROP", 0), Write("DROP", 1)];
        await TakeAsync(_held, records);
        var before = await ProgressAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        await TakeAsync(_held, records);
        await TakeAsync(_held, records[..1]);

        Assert.Equal(before, await ProgressAsync());
        Assert.Equal(2, (await _audit.HeldBackAsync("inc-1", default)).Orders);
    }

    [Fact]
    public async Task TakeAsync_OverlappingWithWhatWasTaken_TakesTheRest()
    {
        AuditRecord[] records = [Write("DROP", 0), Write("DROP", 1), Write("DROP", 2)];
        await TakeAsync(_held, records[..2]);

        await TakeAsync(_held, records);

        Assert.Equal(3, (await ProgressAsync()).Next);
        Assert.Equal(new HeldBack(3, 301.5m, Now, Now + 2), await _audit.HeldBackAsync("inc-1", default));
    }

    [Fact]
    public async Task TakeAsync_HandedLaterRecordsThanAreDue_ReadsThoseBetween()
    {
        await TakeAsync(_held, Write("DROP", 0));
        for (var i = 1; i < 1200; i++)
            Write("DROP", i);

        await TakeAsync(_held, Write("DROP", 1200));

        Assert.Equal(1201, (await _audit.HeldBackAsync("inc-1", default)).Orders);
        Assert.Null((await ProgressAsync()).Gap);
    }

    [Fact]
    public async Task TakeAsync_FirstRecordsOfAPartition_BeginsWhereTheTopicDoes()
    {
        Write("DROP", 0);

        await TakeAsync(_held, Write("DROP", 1));

        Assert.Equal([1L, 0], await FoundAsync());
        Assert.Null((await ProgressAsync()).Gap);
    }

    [Fact]
    public async Task TakeAsync_BegunOnATopicThatHasForgottenItsBeginning_SaysSo()
    {
        Write("DROP", 0);
        _audit.Low = 1;

        await TakeAsync(_held, Write("DROP", 1));

        var gap = (await ProgressAsync()).Gap!;
        Assert.Equal((0L, Now + 1), (gap.FromInMs, gap.ToInMs));
        Assert.Contains("The index began at offset 1 of partition 0", gap.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeAsync_RecordsDeletedBeforeTheyWereRead_IsAGap()
    {
        await TakeAsync(_held, Write("DROP", 0));
        Write("DROP", 1);
        _time.Advance(TimeSpan.FromMinutes(5));
        _audit.Low = 2;

        await TakeAsync(_held, Write("DROP", 2));

        var gap = (await ProgressAsync()).Gap!;
        Assert.Contains("Records 1 to 1 of partition 0", gap.Why, StringComparison.Ordinal);
        Assert.Equal(Now + 2, gap.ToInMs);
    }

    [Fact]
    public async Task TakeAsync_ATopicMadeAnew_IsReadFromItsBeginningAndIsAGap()
    {
        await TakeAsync(_held, Write("DROP", 0), Write("DROP", 1));
        _time.Advance(TimeSpan.FromMinutes(5));
        _audit.Forget();

        await TakeAsync(new AuditIndexing(_audit, _audit, AuditCoverage.Held, _time), Write("DROP", 0));

        var progress = await ProgressAsync();
        Assert.Equal(("log-2", 1L), (progress.Log, progress.Next));
        Assert.Contains("made anew", progress.Gap!.Why, StringComparison.Ordinal);
        Assert.Equal(3, (await FoundAsync()).Count());
    }

    [Fact]
    public async Task TakeAsync_WhatIsNoAuditRecord_IsCountedOnce()
    {
        AuditRecord[] records = [_audit.Write("nonsense"u8.ToArray(), Now), Write("DROP", 1)];

        await TakeAsync(_held, records);
        await TakeAsync(_held, records);

        Assert.Equal((1L, 2L), ((await ProgressAsync()).Unreadable, (await ProgressAsync()).Next));
    }

    [Fact]
    public async Task TakeAsync_DatedMoreThanADayAhead_IsNoRecordOfOurs()
    {
        await TakeAsync(_held, _audit.Write(AuditJsonOf.Decision("DROP", "o-1", Now + AuditBatch.MostAheadInMs + 1), Now));

        Assert.Empty(await FoundAsync());
        Assert.Equal(1, (await ProgressAsync()).Unreadable);
    }

    [Fact]
    public async Task TakeAsync_BatchAfterBatch_AsksTheTopicOnce()
    {
        for (var i = 0; i < 10; i++)
            await TakeAsync(_held, Write("DROP", i));

        Assert.Equal(1, _audit.Looks);
    }

    private static Task TakeAsync(AuditIndexing indexing, params AuditRecord[] records) => indexing.TakeAsync(records, default);

    private AuditRecord Write(string decision, long number) =>
        _audit.Write(AuditJsonOf.Decision(decision, $"o-{number}", Now + number, incident: decision == "DROP" ? "inc-1" : null), Now);

    private AuditRecord Step(long number) => _audit.Write(AuditJsonOf.Step("PublishKilled", "inc-1", Now + number), Now);

    private async Task<AuditProgress> ProgressAsync() => Assert.Single(await _audit.ProgressAsync(default));

    private async Task<IEnumerable<long>> FoundAsync() =>
        (await _audit.FindAsync(new AuditQuestion { Limit = 1000 }, default)).Entries.Select(e => e.Place.TsInMs - Now).Select(Math.Abs);
}
