using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.DynamoDb;

/// <summary>
/// One item an incident. <c>incident_id</c> is its key; <c>scope</c> and <c>opened_ts</c> say where it lives; <c>incident</c> is
/// its final document, once it is closed. <c>month</c> (<c>2026-11</c>, by opening) and <c>opened_ts</c> make the index
/// <c>by-month</c>, which lists the latest without reading history. Safe for concurrent use.
/// </summary>
public sealed class DynamoDbIncidentStore(IAmazonDynamoDB client, DynamoDbSettings settings, TimeProvider time) : IIncidentStore
{
    internal const string Key = "incident_id";
    internal const string MonthIndex = "by-month";
    internal const string Month = "month";
    internal const string OpenedTs = "opened_ts";

    private const string ScopeText = "scope";
    private const string IncidentMap = "incident";
    private const int MonthsBack = 12;

    private readonly string _table = settings.IncidentsTable;

    public Task PutPointerAsync(IncidentPointer pointer, CancellationToken cancellationToken) =>
        Guard.TryAsync(_table, () => client.PutItemAsync(
            new PutItemRequest { TableName = _table, Item = Write(pointer), ConditionExpression = $"attribute_not_exists({Key})" },
            cancellationToken), cancellationToken);

    public Task PutClosedAsync(Incident incident, CancellationToken cancellationToken)
    {
        if (incident.IsOpen || incident.Wait is not null)
            throw new ArgumentException(
                $"Incident {incident.IncidentId} is {incident.Phase}: only a closed one, which waits for nothing, is kept for good.",
                nameof(incident)
            );
        var item = Write(new IncidentPointer(incident.IncidentId, incident.Scope, incident.OpenedTs));
        item[IncidentMap] = new AttributeValue { M = Items.Of(incident, IncidentsJson.Default.Incident) };
        return Guard.CallAsync(_table, () => client.PutItemAsync(
            new PutItemRequest { TableName = _table, Item = item }, cancellationToken), cancellationToken);
    }

    public async Task<StoredIncident?> FindAsync(string incidentId, CancellationToken cancellationToken)
    {
        // A key is 1 to 2,048 bytes; whatever else was asked for is not there.
        if (incidentId.Length is 0 or > 512)
            return null;
        var found = await Guard.ReadAsync(_table, () => client.GetItemAsync(
            new GetItemRequest { TableName = _table, Key = new() { [Key] = Items.Text(incidentId) }, ConsistentRead = true },
            cancellationToken), cancellationToken);
        return found.Item is { Count: > 0 } item ? Read(item) : null;
    }

    public async IAsyncEnumerable<StoredIncident> ListAsync(
        long? openedUntilTs,
        int atOnce,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var latest = openedUntilTs is { } until ? MonthOf(DateTimeOffset.FromUnixTimeMilliseconds(until)) : null;
        for (var back = 0; back <= MonthsBack; back++)
        {
            var month = MonthOf(now.AddMonths(-back));
            if (latest is not null && string.CompareOrdinal(month, latest) > 0)
                continue;
            var ofMonth = new ItemQuery
            {
                Table = _table,
                Index = MonthIndex,
                Key = Month,
                Value = month,
                NewestFirst = true,
                PageSize = atOnce,
            };
            await foreach (var item in ofMonth.ItemsAsync(client, cancellationToken))
            {
                if (Read(item) is var stored && !(stored.Pointer.OpenedTs > openedUntilTs))
                    yield return stored;
            }
        }
    }

    private static Dictionary<string, AttributeValue> Write(IncidentPointer pointer) => new()
    {
        [Key] = Items.Text(pointer.IncidentId),
        [ScopeText] = Items.Text(pointer.Scope.ToString()),
        [OpenedTs] = Items.Number(pointer.OpenedTs),
        [Month] = Items.Text(MonthOf(DateTimeOffset.FromUnixTimeMilliseconds(pointer.OpenedTs))),
    };

    private static StoredIncident Read(Dictionary<string, AttributeValue> item) => new(
        new IncidentPointer(item[Key].S, Scope.Parse(item[ScopeText].S), Items.Number(item, OpenedTs)),
        item.TryGetValue(IncidentMap, out var closed) ? Items.To(closed.M, IncidentsJson.Default.Incident) : null);

    private static string MonthOf(DateTimeOffset time) => time.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
