using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb;

/// <summary>
/// One item a limit that was ever changed, <c>limit#max_qty:ACCOUNT:1</c>: <c>revision</c> is what writes are conditional on, <c>listed</c>
/// puts it into the index <c>changed-limits</c>; the task tokens that wait stand apart, in <c>task_tokens</c> by change, so that showing a
/// change shows no token. One item a change, <c>change#lc-…</c>, says which limit it is of, and has its final document once it has ended.
/// Safe for concurrent use.
/// </summary>
public sealed class DynamoDbLimitStore(IAmazonDynamoDB client, DynamoDbSettings settings) : ILimitStore
{
    internal const string Key = "id";
    internal const string LimitsIndex = "changed-limits";
    internal const string Listed = "listed";

    private const string ListedValue = "LIMIT";
    private const string LimitKeys = "limit#";
    private const string ChangeKeys = "change#";
    private const string Revision = "revision";
    private const string Changes = "changes";
    private const string ChangeId = "change_id";
    private const string WaitMap = "wait";
    private const string TaskToken = "task_token";
    private const string TaskTokens = "task_tokens";
    private const string ChangeMap = "change";
    private const int LongestId = 512;

    private readonly string _table = settings.LimitsTable;

    public async Task<LimitRecord> LoadAsync(LimitKey key, CancellationToken cancellationToken) =>
        await GetAsync(LimitKeys + key, cancellationToken) is { } item ? Read(item) : LimitRecord.Empty(key);

    public Task<bool> TrySaveAsync(LimitRecord record, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest { TableName = _table, Item = Write(record) };
        if (record.Revision == 0)
        {
            request.ConditionExpression = $"attribute_not_exists({Key})";
        }
        else
        {
            request.ConditionExpression = $"{Revision} = :loaded";
            request.ExpressionAttributeValues = new() { [":loaded"] = Items.Number(record.Revision) };
        }
        return Guard.TryAsync(_table, () => client.PutItemAsync(request, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<LimitKey>> ListAsync(CancellationToken cancellationToken)
    {
        var keys = new List<LimitKey>();
        var listed = new ItemQuery { Table = _table, Index = LimitsIndex, Key = Listed, Value = ListedValue };
        await foreach (var item in listed.ItemsAsync(client, cancellationToken))
        {
            // "max_qty:ACCOUNT:1": no rule's name has a colon.
            var parts = item[Key].S[LimitKeys.Length..].Split(':', 2);
            if (LimitRules.Named(parts[0]) is { } rule)
                keys.Add(new LimitKey(parts[1], rule));
        }
        return keys;
    }

    public Task PutPointerAsync(LimitChangePointer pointer, CancellationToken cancellationToken) =>
        Guard.TryAsync(_table, () => client.PutItemAsync(
            new PutItemRequest { TableName = _table, Item = Write(pointer), ConditionExpression = $"attribute_not_exists({Key})" },
            cancellationToken), cancellationToken);

    public Task PutEndedAsync(LimitChange change, CancellationToken cancellationToken)
    {
        if (change.EndedTs is null || change.Wait is not null)
            throw new ArgumentException(
                $"Change {change.ChangeId} is {change.Phase}: only one that has ended, and waits for nothing, is kept for good.",
                nameof(change)
            );
        var item = Write(new LimitChangePointer(change.ChangeId, change.Owner, change.Rule, change.AskedTs));
        item[ChangeMap] = new AttributeValue { M = Items.Of(change, LimitChangesJson.Default.LimitChange) };
        return Guard.CallAsync(_table, () => client.PutItemAsync(
            new PutItemRequest { TableName = _table, Item = item }, cancellationToken), cancellationToken);
    }

    public async Task<StoredLimitChange?> FindAsync(string changeId, CancellationToken cancellationToken)
    {
        // A key is 1 to 2,048 bytes; whatever else was asked for is not there.
        if (changeId.Length is 0 or > LongestId || await GetAsync(ChangeKeys + changeId, cancellationToken) is not { } item)
            return null;
        var ended = item.Remove(ChangeMap, out var map) ? Items.To(map.M, LimitChangesJson.Default.LimitChange) : null;
        return new StoredLimitChange(Items.To(item, LimitChangesJson.Default.LimitChangePointer), ended);
    }

    private async Task<Dictionary<string, AttributeValue>?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var found = await Guard.ReadAsync(_table, () => client.GetItemAsync(
            new GetItemRequest { TableName = _table, Key = new() { [Key] = Items.Text(id) }, ConsistentRead = true },
            cancellationToken), cancellationToken);
        return found.Item is { Count: > 0 } item ? item : null;
    }

    private static Dictionary<string, AttributeValue> Write(LimitChangePointer pointer)
    {
        var item = Items.Of(pointer, LimitChangesJson.Default.LimitChangePointer);
        item[Key] = Items.Text(ChangeKeys + pointer.ChangeId);
        return item;
    }

    private static Dictionary<string, AttributeValue> Write(LimitRecord record)
    {
        var item = Items.Of(record with { Revision = record.Revision + 1 }, LimitChangesJson.Default.LimitRecord);
        item[Key] = Items.Text(LimitKeys + record.Key);
        item[Listed] = Items.Text(ListedValue);
        var tokens = new Dictionary<string, AttributeValue>();
        foreach (var (change, wait) in Waits(item))
        {
            if (wait.Remove(TaskToken, out var token))
                tokens[change] = token;
        }
        if (tokens.Count > 0)
            item[TaskTokens] = new AttributeValue { M = tokens };
        return item;
    }

    private static LimitRecord Read(Dictionary<string, AttributeValue> item)
    {
        if (item.Remove(TaskTokens, out var tokens))
        {
            foreach (var (change, wait) in Waits(item))
            {
                if (tokens.M.TryGetValue(change, out var token))
                    wait[TaskToken] = token;
            }
        }
        return Items.To(item, LimitChangesJson.Default.LimitRecord);
    }

    private static IEnumerable<(string Change, Dictionary<string, AttributeValue> Wait)> Waits(Dictionary<string, AttributeValue> item) =>
        from change in item.TryGetValue(Changes, out var changes) ? changes.L ?? [] : []
        where change.M.ContainsKey(WaitMap)
        select (change.M[ChangeId].S, change.M[WaitMap].M);
}
