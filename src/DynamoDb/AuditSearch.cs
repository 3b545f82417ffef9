using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.DynamoDb;

/// <summary>Looks for the records of one question, in the index that has the fewest to look through.</summary>
internal sealed class AuditSearch(IAmazonDynamoDB client, string table, AuditQuestion question)
{
    /// <summary>Records that are looked through for one answer: a few megabytes.</summary>
    public const int MostLookedAt = 10_000;

    private const int SmallestPage = 25;
    private const int LargestPage = 250;

    private readonly long _from = question.FromInMs ?? 0;
    private readonly long _to = Math.Min(question.ToInMs ?? AuditPlace.MaxTsInMs, question.Before?.TsInMs ?? AuditPlace.MaxTsInMs);

    public Task<AuditFound> FindAsync(CancellationToken cancellationToken) =>
        AuditFound.InAsync(question, NewestFirstAsync(cancellationToken), MostLookedAt);

    private IAsyncEnumerable<AuditEntry> NewestFirstAsync(CancellationToken cancellationToken) =>
        question.OrderId is { } order ? OfAsync(null, AuditItems.Key, [order], cancellationToken)
        : question.IncidentId is { } incident
            ? OfAsync(AuditItems.IncidentIndex, AuditItems.IncidentKey, AuditItems.IncidentKeys(incident, question), cancellationToken)
        : question.AccountId is { } account
            ? OfAsync(AuditItems.AccountIndex, AuditItems.AccountKey, AuditItems.AccountKeys(account), cancellationToken)
        : DayByDayAsync(cancellationToken);

    private async IAsyncEnumerable<AuditEntry> DayByDayAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, last) = (AuditItems.DayOf(_from), AuditItems.DayOf(_to));
        for (var day = last; day >= first; day = day.AddDays(-1))
        {
            var keys = AuditItems.TimeKeys(day, question);
            await foreach (var entry in OfAsync(AuditItems.TimeIndex, AuditItems.TimeKey, keys, cancellationToken))
                yield return entry;
            if (day == DateOnly.MinValue)
                yield break;
        }
    }

    private IAsyncEnumerable<AuditEntry> OfAsync(
        string? index,
        string key,
        IEnumerable<string> values,
        CancellationToken cancellationToken
    ) =>
        NewestFirst.MergeAsync([.. values.Select(value => OneAsync(index, key, value, cancellationToken))], cancellationToken);

    private async IAsyncEnumerable<AuditEntry> OneAsync(
        string? index,
        string key,
        string value,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var query = new ItemQuery
        {
            Table = table,
            Index = index,
            Key = key,
            Value = value,
            Range = new ItemRange(AuditItems.Sort, AuditPlace.Begin(_from), question.Before?.ToString() ?? AuditPlace.End(_to)),
            NewestFirst = true,
            PageSize = Math.Clamp(question.Limit + 1, SmallestPage, LargestPage),
        };
        await foreach (var item in query.ItemsAsync(client, cancellationToken))
            yield return AuditItems.Read(item);
    }
}
