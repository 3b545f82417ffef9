using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.DynamoDb.Tests;

public sealed class DynamoDbAuditIndexTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private const long Day = 24 * 3600 * 1000;
    private const long Noon = 1_767_355_200_000;

    private readonly DynamoDbAuditIndex _index = new(dynalite.Client, dynalite.Settings, TimeProvider.System);
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    private static int s_days;

    /// <summary>Tests share the table, so each has days of its own.</summary>
    private readonly long _noon = Noon + (Interlocked.Increment(ref s_days) * 40 * Day);

    [DynaliteFact]
    public async Task FindAsync_ByOrderAccountIncident_FindsWhatHasIt()
    {
        await _index.PutAsync(
            [Drop(0, Id("o-1"), Id("42"), Id("inc-1")), Drop(1, Id("o-2"), Id("42"), Id("inc-2")), Step(2, Id("inc-1"))],
            default
        );

        Assert.Equal([0L], await OffsetsAsync(new() { OrderId = Id("o-1") }));
        Assert.Equal([1L, 0], await OffsetsAsync(new() { AccountId = Id("42") }));
        Assert.Equal([2L, 0], await OffsetsAsync(new() { IncidentId = Id("inc-1") }));
        Assert.Equal([2L], await OffsetsAsync(new() { IncidentId = Id("inc-1"), Step = "PublishKilled" }));
        Assert.Equal([0L], await OffsetsAsync(new() { IncidentId = Id("inc-1"), Decision = Decision.Drop }));
        Assert.Empty(await OffsetsAsync(new() { OrderId = Id("o-3") }));
    }

    [DynaliteFact]
    public async Task FindAsync_HeldBackByThree_IsUnderEachAndOnceElsewhere()
    {
        string[] incidents = [Id("inc-a"), Id("inc-b"), Id("inc-c")];
        await _index.PutAsync([Drop(7, Id("o-1"), Id("42"), incidents)], default);

        foreach (var incident in incidents)
            Assert.Equal([7L], await OffsetsAsync(new() { IncidentId = incident }));
        Assert.Equal([7L], await OffsetsAsync(new() { OrderId = Id("o-1") }));
        Assert.Equal([7L], await OffsetsAsync(new() { AccountId = Id("42") }));
        Assert.Equal([7L], await OffsetsAsync(Today));
    }

    [DynaliteFact]
    public async Task FindAsync_WithoutAFilter_HasEveryRecordNewestFirstAcrossDays()
    {
        await _index.PutAsync(
            [
                .. Enumerable.Range(0, 60).Select(i => Drop(i, Id($"o-{i}"), Id("42"), Id("inc-1"))),
                Step(60, Id("inc-1"), days: 1),
                Act(61, Id("corr"), days: 2),
                Rejected(62, days: 3),
            ],
            default
        );

        var all = await OffsetsAsync(Today with { ToInMs = _noon + (4 * Day) });

        Assert.Equal(Enumerable.Range(0, 63).Select(i => (long)i).Reverse(), all);
    }

    [DynaliteFact]
    public async Task FindAsync_PageAfterPage_HasEachOnce()
    {
        await _index.PutAsync([.. Enumerable.Range(0, 30).Select(i => Drop(i, Id($"o-{i}"), Id("42"), Id("inc-1")))], default);
        var question = new AuditQuestion { AccountId = Id("42"), Limit = 7 };
        var seen = new List<long>();

        while (true)
        {
            var page = await _index.FindAsync(question, default);
            seen.AddRange(page.Entries.Select(e => e.Place.Offset));
            if (page.GoesOnBefore is not { } before)
                break;
            question = question with { Before = before };
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(i => (long)i).Reverse(), seen);
    }

    [DynaliteFact]
    public async Task FindAsync_BetweenTimes_HasBothEnds()
    {
        await _index.PutAsync([.. Enumerable.Range(0, 5).Select(i => Drop(i, Id($"o-{i}"), Id("42"), Id("inc-1")))], default);

        Assert.Equal([3L, 2, 1], await OffsetsAsync(new() { AccountId = Id("42"), FromInMs = _noon + 1, ToInMs = _noon + 3 }));
    }

    [DynaliteFact]
    public async Task FindAsync_TimesOfOneDayBetweenWhichNothingLies_FindsNothing()
    {
        await _index.PutAsync([Drop(0, Id("o-1"), Id("42"), Id("inc-1")), Step(1, Id("inc-1"))], default);
        var nothing = new AuditQuestion { FromInMs = _noon + 60_000, ToInMs = _noon + 59_999 };

        foreach (
            var question in (AuditQuestion[])
                [
                    nothing,
                    nothing with { OrderId = Id("o-1") },
                    nothing with { AccountId = Id("42") },
                    nothing with { IncidentId = Id("inc-1") },
                    Today with { FromInMs = _noon + 1000, Before = new AuditPlace(_noon, 0, 0) },
                ]
        )
        {
            var found = await _index.FindAsync(question, default);

            Assert.Empty(found.Entries);
            Assert.Null(found.GoesOnBefore);
            Assert.False(found.GaveUp);
        }
    }

    [DynaliteFact]
    public async Task PutAsync_Twice_StandsOnceByteForByte()
    {
        var entry = Entry(0, $$"""{"ts":{{_noon}},"decision":"DROP","reason":"é \"quoted\" 😀","order_id":"{{Id("o-1")}}", "qty": 1.10 }""");

        await _index.PutAsync([entry], default);
        await _index.PutAsync([entry], default);

        var found = Assert.Single((await _index.FindAsync(new() { OrderId = Id("o-1") }, default)).Entries);
        Assert.Equal(Encoding.UTF8.GetString(entry.Record.Span), Encoding.UTF8.GetString(found.Record.Span));
        Assert.Equal(entry.Place, found.Place);
    }

    /// <summary>As docs/local.md has it typed, and as any client of DynamoDB asks.</summary>
    [DynaliteFact]
    public async Task Query_ByAnyClient_AnswersByOrderAndExpiresAfterThirtyDays()
    {
        await _index.PutAsync([Drop(0, Id("o-1"), Id("42"), Id("inc-1"))], default);

        var answer = await dynalite.Client.QueryAsync(new QueryRequest
        {
            TableName = dynalite.Settings.AuditIndexTable,
            KeyConditionExpression = "order_id = :id",
            ExpressionAttributeValues = new() { [":id"] = new AttributeValue(Id("o-1")) },
        });

        var item = Assert.Single(answer.Items);
        Assert.StartsWith(_noon.ToString(CultureInfo.InvariantCulture), item["ts"].S, StringComparison.Ordinal);
        Assert.Equal((_noon / 1000) + (30 * 24 * 3600), long.Parse(item[TableDefinitions.ExpireAt].N, CultureInfo.InvariantCulture));
    }

    [DynaliteFact]
    public async Task CountAsync_HandedOverAgain_CountsEachOrderOnce()
    {
        var incident = Id("inc-1");
        AuditEntry[] dropped = [.. Enumerable.Range(0, 4).Select(i => Drop(i, Id($"o-{i}"), Id("42"), incident))];

        await _index.CountAsync(new(incident, "log-1", 0, dropped[..2]), default);
        await _index.CountAsync(new(incident, "log-1", 0, dropped[..2]), default);
        await _index.CountAsync(new(incident, "log-1", 0, dropped), default);

        Assert.Equal(new HeldBack(4, 4 * 1250.50m, _noon, _noon + 3), await _index.HeldBackAsync(incident, default));
    }

    [DynaliteFact]
    public async Task CountAsync_ByManyAtOnce_CountsEachOrderOnce()
    {
        var incident = Id("inc-1");
        AuditEntry[] dropped = [.. Enumerable.Range(0, 10).Select(i => Drop(i, Id($"o-{i}"), Id("42"), incident))];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _index.CountAsync(new(incident, "log-1", 0, dropped), default)));

        Assert.Equal(10, (await _index.HeldBackAsync(incident, default)).Orders);
    }

    [DynaliteFact]
    public async Task CountAsync_OfATopicMadeAnew_CountsOn()
    {
        var incident = Id("inc-1");
        await _index.CountAsync(new(incident, "log-1", 0, [Drop(9, Id("o-9"), Id("42"), incident)]), default);

        await _index.CountAsync(new(incident, "log-2", 0, [Drop(0, Id("o-0"), Id("42"), incident)]), default);

        Assert.Equal(2, (await _index.HeldBackAsync(incident, default)).Orders);
    }

    [DynaliteFact]
    public async Task HeldBackAsync_NothingHeld_IsNothing() =>
        Assert.Equal(HeldBack.Nothing, await _index.HeldBackAsync(Id("inc-0"), default));

    [DynaliteFact]
    public async Task TrySaveAsync_OfWhatSomebodyElseWentOnFrom_IsRefused()
    {
        var partition = s_days + 100;
        var first = Progress(partition, 5);
        Assert.True(await _index.TrySaveAsync(first, null, default));

        Assert.False(await _index.TrySaveAsync(first, null, default));
        Assert.True(await _index.TrySaveAsync(first with { Next = 9, Gap = new AuditGap(1, 2, "Why.") }, first, default));
        Assert.False(await _index.TrySaveAsync(first with { Next = 7 }, first, default));

        var kept = (await _index.ProgressAsync(default)).Single(p => p.Partition == partition);
        Assert.Equal(first with { Next = 9, Gap = new AuditGap(1, 2, "Why.") }, kept);
    }

    private AuditQuestion Today => new() { FromInMs = _noon - 1000, ToInMs = _noon + 1000, Limit = 1000 };

    private string Id(string name) => $"{name}-{_run}-{_noon / Day}";

    private async Task<IEnumerable<long>> OffsetsAsync(AuditQuestion question) =>
        (await _index.FindAsync(question, default)).Entries.Select(e => e.Place.Offset);

    private AuditEntry Drop(long offset, string order, string account, params string[] incidents) =>
        Entry(
            offset,
            $$"""{"ts":{{_noon + offset}},"decision":"DROP","scope_matches":["ACCOUNT:42"],"reason":"why","order_id":"{{order}}","account_id":"{{account}}","incident_id":"{{incidents[0]}}","incident_ids":[{{string.Join(',', incidents.Select(i => $"\"{i}\""))}}],"notional":1250.50}"""
        );

    private AuditEntry Step(long offset, string incident, int days = 0) =>
        Entry(offset, $$"""{"ts":{{_noon + offset + (days * Day)}},"step":"PublishKilled","actor":"detector","incident_id":"{{incident}}"}""");

    private AuditEntry Act(long offset, string corr, int days) =>
        Entry(offset, $$"""{"ts":{{_noon + offset + (days * Day)}},"step":"CommandRefused","actor":"user:bob","corr_id":"{{corr}}"}""");

    private AuditEntry Rejected(long offset, int days) =>
        Entry(offset, $$"""{"ts":{{_noon + offset + (days * Day)}},"decision":"REJECT","corr_id":"orders.v1-0-{{offset}}"}""");

    private AuditEntry Entry(long offset, string json) =>
        AuditRecordReader.Read(new AuditRecord(0, offset, _noon, Encoding.UTF8.GetBytes(json)))!;

    private static AuditProgress Progress(int partition, long next) =>
        new()
        {
            Partition = partition,
            Log = "log-1",
            Next = next,
            FirstTs = 1,
            LastTs = 2,
            WrittenTs = 3,
        };
}
