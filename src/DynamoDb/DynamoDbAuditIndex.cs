using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb;

/// <summary>
/// The audit's index in one table: records (<see cref="AuditItems"/>), how far they were read (<see cref="AuditProgressItems"/>), and
/// what incidents held back (<see cref="HeldBackItems"/>). Safe for concurrent use.
/// </summary>
public sealed class DynamoDbAuditIndex(IAmazonDynamoDB client, DynamoDbSettings settings, TimeProvider time) : IAuditIndex
{
    /// <summary>
    /// How the keys begin of what incidents held back and of how far that was read: whoever may list these alone sees figures and no
    /// record.
    /// </summary>
    public static IReadOnlyList<string> KeysOfFigures { get; } = [HeldBackItems.KeysBegin, AuditProgressItems.Key];

    /// <summary>Each lost race means that somebody else counted.</summary>
    private const int MostRaces = 20;

    private readonly string _table = settings.AuditIndexTable;
    private readonly BatchWrites _writes = new(client, settings.AuditIndexTable, settings.AuditWritesAtOnce, time);

    public Task PutAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken) =>
        _writes.PutAsync(entries.SelectMany(AuditItems.Of), cancellationToken);

    public async Task CountAsync(HeldBackOrders held, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var before = await FindAsync(HeldBackItems.Key(held.IncidentId), AuditProgressItems.Sort(held.Partition), cancellationToken);
            if (HeldBackItems.With(held, before) is not { } item || await TryPutAsync(item, before, cancellationToken))
                return;
        }
        throw new StoreUnavailableException($"What {held.IncidentId} held back changed under {MostRaces} attempts to count it. Try again.");
    }

    public async Task<HeldBack> HeldBackAsync(string incidentId, CancellationToken cancellationToken)
    {
        var sum = HeldBack.Nothing;
        await foreach (var item in PartitionsUnder(HeldBackItems.Key(incidentId)).ItemsAsync(client, cancellationToken))
            sum += HeldBackItems.Read(item);
        return sum;
    }

    public async Task<IReadOnlyList<AuditProgress>> ProgressAsync(CancellationToken cancellationToken)
    {
        var progress = new List<AuditProgress>();
        await foreach (var item in PartitionsUnder(AuditProgressItems.Key).ItemsAsync(client, cancellationToken))
            progress.Add(AuditProgressItems.Read(item));
        return progress;
    }

    public Task<bool> TrySaveAsync(AuditProgress progress, AuditProgress? before, CancellationToken cancellationToken) =>
        TryPutAsync(AuditProgressItems.Of(progress), before is null ? null : AuditProgressItems.Of(before), cancellationToken);

    public Task<AuditFound> FindAsync(AuditQuestion question, CancellationToken cancellationToken) =>
        new AuditSearch(client, _table, question).FindAsync(cancellationToken);

    private ItemQuery PartitionsUnder(string key) =>
        new() { Table = _table, Key = AuditItems.Key, Value = key, Range = AuditProgressItems.All };

    private async Task<Dictionary<string, AttributeValue>?> FindAsync(string key, string sort, CancellationToken cancellationToken)
    {
        var found = await Guard.ReadAsync(_table, () => client.GetItemAsync(
            new GetItemRequest
            {
                TableName = _table,
                Key = new() { [AuditItems.Key] = Items.Text(key), [AuditItems.Sort] = Items.Text(sort) },
                ConsistentRead = true,
            },
            cancellationToken), cancellationToken);
        return found.Item is { Count: > 0 } item ? item : null;
    }

    /// <returns>False where what stands there is not <paramref name="before"/> any more.</returns>
    private Task<bool> TryPutAsync(
        Dictionary<string, AttributeValue> item,
        Dictionary<string, AttributeValue>? before,
        CancellationToken cancellationToken
    )
    {
        var request = new PutItemRequest { TableName = _table, Item = item };
        if (before is null)
        {
            request.ConditionExpression = $"attribute_not_exists({AuditItems.Key})";
        }
        else
        {
            // "next" and "log" may be reserved words some day.
            request.ConditionExpression = "#next = :next AND #log = :log";
            request.ExpressionAttributeNames = new() { ["#next"] = AuditProgressItems.Next, ["#log"] = AuditProgressItems.Log };
            request.ExpressionAttributeValues = new()
            {
                [":next"] = before[AuditProgressItems.Next],
                [":log"] = before[AuditProgressItems.Log],
            };
        }
        return Guard.TryAsync(_table, () => client.PutItemAsync(request, cancellationToken), cancellationToken);
    }
}
