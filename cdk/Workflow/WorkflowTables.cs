using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.DynamoDb;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;
using BillingMode = Amazon.CDK.AWS.DynamoDB.BillingMode;
using ProjectionType = Amazon.CDK.AWS.DynamoDB.ProjectionType;

namespace KillSwitch.Cdk.Workflow;

/// <summary>The tables, with the keys and indexes that <see cref="TableDefinitions"/> gives them on one machine, too.</summary>
internal sealed class WorkflowTables : Construct
{
    private readonly DataKey _key;

    public WorkflowTables(Construct scope, Deployment deployment, DataKey key)
        : base(scope, "Tables")
    {
        _key = key;
        var names = new DynamoDbSettings { Suffix = deployment.Suffix }.Validated();
        Scopes = Create("Scopes", TableDefinitions.Scopes(names));
        Incidents = Create("Incidents", TableDefinitions.Incidents(names));
        Commands = Create("Commands", TableDefinitions.Commands(names), TableDefinitions.ExpireAt);
        Limits = Create("Limits", TableDefinitions.Limits(names));
        AuditIndex = Create("AuditIndex", TableDefinitions.AuditIndex(names), TableDefinitions.ExpireAt);
    }

    public TableAccess Scopes { get; }

    public TableAccess Incidents { get; }

    public TableAccess Commands { get; }

    /// <summary>Of what was changed of limits.</summary>
    public TableAccess Limits { get; }

    public TableAccess AuditIndex { get; }

    private TableAccess Create(string id, CreateTableRequest definition, string? expireAt = null)
    {
        var table = new Table(this, id, new TableProps
        {
            TableName = definition.TableName,
            PartitionKey = KeyOf(definition, definition.KeySchema, KeyType.HASH)!,
            SortKey = KeyOf(definition, definition.KeySchema, KeyType.RANGE),
            BillingMode = BillingMode.PAY_PER_REQUEST,
            Encryption = TableEncryption.CUSTOMER_MANAGED,
            EncryptionKey = _key.Key,
            PointInTimeRecovery = true,
            TimeToLiveAttribute = expireAt,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var indexes = definition.GlobalSecondaryIndexes ?? [];
        foreach (var index in indexes)
            table.AddGlobalSecondaryIndex(IndexOf(definition, index));
        return new TableAccess(table, [.. indexes.Select(index => index.IndexName)], _key);
    }

    private static GlobalSecondaryIndexProps IndexOf(CreateTableRequest definition, GlobalSecondaryIndex index) => new()
    {
        IndexName = index.IndexName,
        PartitionKey = KeyOf(definition, index.KeySchema, KeyType.HASH)!,
        SortKey = KeyOf(definition, index.KeySchema, KeyType.RANGE),
        ProjectionType = Enum.Parse<ProjectionType>(index.Projection.ProjectionType.Value),
    };

    private static Attribute? KeyOf(CreateTableRequest definition, List<KeySchemaElement> keys, KeyType type) =>
        keys.FirstOrDefault(k => k.KeyType == type)?.AttributeName is not { } name
            ? null
            : new Attribute
            {
                Name = name,
                Type =
                    definition.AttributeDefinitions.Single(a => a.AttributeName == name).AttributeType == ScalarAttributeType.N
                        ? AttributeType.NUMBER
                        : AttributeType.STRING,
            };
}
