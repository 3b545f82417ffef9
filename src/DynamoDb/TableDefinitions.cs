using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace KillSwitch.DynamoDb;

/// <summary>Keys and indexes of the tables. <see cref="TableAdmin"/> creates them so on one machine, the deployment on AWS.</summary>
public static class TableDefinitions
{
    /// <summary>
    /// The attribute, in Unix seconds, after which DynamoDB's time-to-live removes an item: commands and idempotency keys after 180
    /// days, audit records after 30. Items that have none stay, as do those of the other tables.
    /// </summary>
    public const string ExpireAt = DynamoDbCommandStore.ExpiresAt;

    public static CreateTableRequest Scopes(DynamoDbSettings settings) => Table(
        settings.ScopesTable, Hash(DynamoDbScopeStore.Key),
        [Index(DynamoDbScopeStore.OpenIndex, DynamoDbScopeStore.Open, DynamoDbScopeStore.Key, ProjectionType.KEYS_ONLY)],
        Text(DynamoDbScopeStore.Key), Text(DynamoDbScopeStore.Open));

    public static CreateTableRequest Incidents(DynamoDbSettings settings) => Table(
        settings.IncidentsTable, Hash(DynamoDbIncidentStore.Key),
        [Index(DynamoDbIncidentStore.MonthIndex, DynamoDbIncidentStore.Month, DynamoDbIncidentStore.OpenedTs, ProjectionType.ALL)],
        Text(DynamoDbIncidentStore.Key), Text(DynamoDbIncidentStore.Month),
        new AttributeDefinition(DynamoDbIncidentStore.OpenedTs, ScalarAttributeType.N));

    public static CreateTableRequest Commands(DynamoDbSettings settings) =>
        Table(settings.CommandsTable, Hash(DynamoDbCommandStore.Key), [], Text(DynamoDbCommandStore.Key));

    public static CreateTableRequest Limits(DynamoDbSettings settings) => Table(
        settings.LimitsTable, Hash(DynamoDbLimitStore.Key),
        [Index(DynamoDbLimitStore.LimitsIndex, DynamoDbLimitStore.Listed, DynamoDbLimitStore.Key, ProjectionType.KEYS_ONLY)],
        Text(DynamoDbLimitStore.Key), Text(DynamoDbLimitStore.Listed));

    /// <remarks>Whatever is asked for, a page is read from one index: each holds the records whole.</remarks>
    public static CreateTableRequest AuditIndex(DynamoDbSettings settings) => Table(
        settings.AuditIndexTable, [.. Hash(AuditItems.Key), new KeySchemaElement(AuditItems.Sort, KeyType.RANGE)],
        [
            Index(AuditItems.AccountIndex, AuditItems.AccountKey, AuditItems.Sort, ProjectionType.ALL),
            Index(AuditItems.IncidentIndex, AuditItems.IncidentKey, AuditItems.Sort, ProjectionType.ALL),
            Index(AuditItems.TimeIndex, AuditItems.TimeKey, AuditItems.Sort, ProjectionType.ALL),
        ],
        Text(AuditItems.Key), Text(AuditItems.Sort),
        Text(AuditItems.AccountKey), Text(AuditItems.IncidentKey), Text(AuditItems.TimeKey));

    private static CreateTableRequest Table(
        string name, List<KeySchemaElement> key, List<GlobalSecondaryIndex> indexes, params List<AttributeDefinition> attributes) =>
        new()
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = key,
            AttributeDefinitions = attributes,
            GlobalSecondaryIndexes = indexes.Count == 0 ? null : indexes,
        };

    private static List<KeySchemaElement> Hash(string key) => [new KeySchemaElement(key, KeyType.HASH)];

    private static GlobalSecondaryIndex Index(string name, string hash, string range, ProjectionType projection) => new()
    {
        IndexName = name,
        KeySchema = [new KeySchemaElement(hash, KeyType.HASH), new KeySchemaElement(range, KeyType.RANGE)],
        Projection = new Projection { ProjectionType = projection },
    };

    private static AttributeDefinition Text(string name) => new(name, ScalarAttributeType.S);
}
