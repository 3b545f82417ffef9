using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace KillSwitch.DynamoDb;

/// <summary>Keys and indexes of the tables. <see cref="TableAdmin"/> creates them so on one machine, the deployment on AWS.</summary>
public static class TableDefinitions
{
    /// <summary>
    /// The attribute of commands and idempotency keys, in Unix seconds, after which DynamoDB's time-to-live removes an item. Items
    /// of the other tables stay.
    /// </summary>
    public const string CommandsExpireAt = DynamoDbCommandStore.ExpiresAt;

    public static CreateTableRequest Scopes(DynamoDbSettings settings) => Table(
        settings.ScopesTable, DynamoDbScopeStore.Key,
        Index(DynamoDbScopeStore.OpenIndex, DynamoDbScopeStore.Open, DynamoDbScopeStore.Key, ProjectionType.KEYS_ONLY),
        Text(DynamoDbScopeStore.Open));

    public static CreateTableRequest Incidents(DynamoDbSettings settings) => Table(
        settings.IncidentsTable, DynamoDbIncidentStore.Key,
        Index(DynamoDbIncidentStore.MonthIndex, DynamoDbIncidentStore.Month, DynamoDbIncidentStore.OpenedTs, ProjectionType.ALL),
        Text(DynamoDbIncidentStore.Month), new AttributeDefinition(DynamoDbIncidentStore.OpenedTs, ScalarAttributeType.N));

    public static CreateTableRequest Commands(DynamoDbSettings settings) =>
        Table(settings.CommandsTable, DynamoDbCommandStore.Key, index: null);

    private static CreateTableRequest Table(string name, string key, GlobalSecondaryIndex? index, params AttributeDefinition[] more) =>
        new()
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
