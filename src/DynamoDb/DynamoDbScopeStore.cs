using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.DynamoDb;

/// <summary>
/// One item a scope. <c>scope</c> is its key, <c>revision</c> what writes are conditional on, <c>incident</c> the open or last
/// incident as a map; the task token that waits stands apart, in <c>task_token</c>, so that showing an incident shows no token.
/// Items of open incidents carry <c>open</c>, which puts them into the sparse index <c>open-incidents</c>. Safe for concurrent use.
/// </summary>
public sealed class DynamoDbScopeStore(IAmazonDynamoDB client, DynamoDbSettings settings) : IScopeStore
{
    internal const string Key = "scope";
    internal const string OpenIndex = "open-incidents";
    internal const string Open = "open";
    internal const string OpenValue = "OPEN";

    private const string Revision = "revision";
    private const string TaskToken = "task_token";
    private const string IncidentMap = "incident";
    private const string WaitMap = "wait";

    private readonly string _table = settings.ScopesTable;

    public async Task<ScopeRecord> LoadAsync(Scope scope, CancellationToken cancellationToken)
    {
        var found = await Guard.ReadAsync(_table, () => client.GetItemAsync(
            new GetItemRequest { TableName = _table, Key = new() { [Key] = Items.Text(scope.ToString()) }, ConsistentRead = true },
            cancellationToken), cancellationToken);
        return found.Item is { Count: > 0 } item ? Read(item) : ScopeRecord.Empty(scope);
    }

    public Task<bool> TrySaveAsync(ScopeRecord record, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest { TableName = _table, Item = Write(record) };
        if (record.Revision == 0)
        {
            // "scope" is a reserved word in expressions.
            request.ConditionExpression = "attribute_not_exists(#scope)";
            request.ExpressionAttributeNames = new() { ["#scope"] = Key };
        }
        else
        {
            request.ConditionExpression = $"{Revision} = :loaded";
            request.ExpressionAttributeValues = new() { [":loaded"] = Items.Number(record.Revision) };
        }
        return Guard.TryAsync(_table, () => client.PutItemAsync(request, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<Scope>> ListOpenAsync(CancellationToken cancellationToken)
    {
        var scopes = new List<Scope>();
        var open = new ItemQuery { Table = _table, Index = OpenIndex, Key = Open, Value = OpenValue };
        await foreach (var item in open.ItemsAsync(client, cancellationToken))
            scopes.Add(Scope.Parse(item[Key].S));
        return scopes;
    }

    private static Dictionary<string, AttributeValue> Write(ScopeRecord record)
    {
        var item = Items.Of(record with { Revision = record.Revision + 1 }, IncidentsJson.Default.ScopeRecord);
        if (record.OpenIncident is not null)
            item[Open] = Items.Text(OpenValue);
        if (Wait(item) is { } wait && wait.Remove(TaskToken, out var token))
            item[TaskToken] = token;
        return item;
    }

    private static ScopeRecord Read(Dictionary<string, AttributeValue> item)
    {
        item.Remove(Open);
        if (item.Remove(TaskToken, out var token) && Wait(item) is { } wait)
            wait[TaskToken] = token;
        return Items.To(item, IncidentsJson.Default.ScopeRecord);
    }

    private static Dictionary<string, AttributeValue>? Wait(Dictionary<string, AttributeValue> item) =>
        item.TryGetValue(IncidentMap, out var incident) && incident.M.TryGetValue(WaitMap, out var wait) ? wait.M : null;
}
