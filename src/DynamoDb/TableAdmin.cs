using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb;

/// <summary>Creates the tables where a deployment has not.</summary>
public sealed class TableAdmin(IAmazonDynamoDB client, DynamoDbSettings settings, TimeProvider time)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when all tables are there and usable. Existing ones are left as they are; several may call it at once.</summary>
    /// <exception cref="StoreUnavailableException">DynamoDB does not answer, or a table was not ready within a minute.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        CreateTableRequest[] tables = [Scopes(), Incidents(), Commands()];
        foreach (var table in tables)
            await CreateAsync(table, cancellationToken);
        foreach (var table in tables)
            await BecomeActiveAsync(table.TableName, cancellationToken);
    }

    private CreateTableRequest Scopes() => Table(
        settings.ScopesTable, DynamoDbScopeStore.Key,
        Index(DynamoDbScopeStore.OpenIndex, DynamoDbScopeStore.Open, DynamoDbScopeStore.Key, ProjectionType.KEYS_ONLY),
        Text(DynamoDbScopeStore.Open));

    private CreateTableRequest Incidents() => Table(
        settings.IncidentsTable, DynamoDbIncidentStore.Key,
        Index(DynamoDbIncidentStore.MonthIndex, DynamoDbIncidentStore.Month, DynamoDbIncidentStore.OpenedTs, ProjectionType.ALL),
        Text(DynamoDbIncidentStore.Month), new AttributeDefinition(DynamoDbIncidentStore.OpenedTs, ScalarAttributeType.N));

    private CreateTableRequest Commands() => Table(settings.CommandsTable, DynamoDbCommandStore.Key, index: null);

    private async Task CreateAsync(CreateTableRequest table, CancellationToken cancellationToken)
    {
        try
        {
            await Guard.CallAsync(table.TableName, () => client.CreateTableAsync(table, cancellationToken), cancellationToken);
        }
        catch (StoreUnavailableException exists) when (exists.InnerException is ResourceInUseException)
        {
            // Somebody was here before, or is at this moment.
        }
    }

    private async Task BecomeActiveAsync(string table, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            var described = await Guard.CallAsync(table, () => client.DescribeTableAsync(new DescribeTableRequest(table), cancellationToken), cancellationToken);
            if (described.Table.TableStatus == TableStatus.ACTIVE)
                return;
            if (time.GetElapsedTime(since) > s_patience)
                throw new StoreUnavailableException($"Table '{table}' is {described.Table.TableStatus} for {s_patience.TotalSeconds:0} s and not ACTIVE. Look at it in DynamoDB, then start again.");
            await Task.Delay(s_look, time, cancellationToken);
        }
    }

    private static CreateTableRequest Table(string name, string key, GlobalSecondaryIndex? index, params AttributeDefinition[] more) => new()
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = [new KeySchemaElement(key, KeyType.HASH)],
        AttributeDefinitions = [Text(key), .. more],
        GlobalSecondaryIndexes = index is null ? null : [index],
    };

    private static GlobalSecondaryIndex Index(string name, string hash, string range, ProjectionType projection) => new()
    {
        IndexName = name,
        KeySchema = [new KeySchemaElement(hash, KeyType.HASH), new KeySchemaElement(range, KeyType.RANGE)],
        Projection = new Projection { ProjectionType = projection },
    };

    private static AttributeDefinition Text(string name) => new(name, ScalarAttributeType.S);
}
