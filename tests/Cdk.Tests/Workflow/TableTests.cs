using Amazon.DynamoDBv2.Model;
using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.DynamoDb;

namespace KillSwitch.Cdk.Tests.Workflow;

[Collection(SynthesizedApps.Collection)]
public sealed class TableTests(SynthesizedApps apps)
{
    private static readonly DynamoDbSettings s_names = new() { Suffix = "-alice" };

    private static CreateTableRequest[] Definitions =>
        [
            TableDefinitions.Scopes(s_names), TableDefinitions.Incidents(s_names), TableDefinitions.Commands(s_names),
            TableDefinitions.Limits(s_names), TableDefinitions.AuditIndex(s_names),
        ];

    [Fact]
    public void Tables_OfTheTemplate_AreThoseOfTheStores() =>
        Assert.Equal(
            Definitions.Select(d => d.TableName).Order(),
            apps.Usual.OfType("AWS::DynamoDB::Table").Select(t => t.Text("TableName")).Order()
        );

    [Fact]
    public void Keys_OfATable_AreThoseOfTheStores() => Assert.All(Definitions, d =>
    {
        var table = Table(d);

            Assert.Equal(Keys(d.KeySchema), Keys(table["KeySchema"]!));
            Assert.Equal(
                d.AttributeDefinitions.Select(a => (a.AttributeName, a.AttributeType.Value)).Order(),
                table["AttributeDefinitions"]!
                    .AsArray()
                    .Select(a => (a!["AttributeName"]!.ToString(), a["AttributeType"]!.ToString()))
                    .Order()
            );
        });

    [Fact]
    public void Indexes_OfATable_AreThoseOfTheStores() => Assert.All(Definitions, d =>
        {
            var wanted = (d.GlobalSecondaryIndexes ?? []).Select(i => (i.IndexName, Keys(i.KeySchema), i.Projection.ProjectionType.Value));
            var given = (Table(d)["GlobalSecondaryIndexes"]?.AsArray() ?? []).Select(i =>
                (i!["IndexName"]!.ToString(), Keys(i["KeySchema"]!), i["Projection"]!["ProjectionType"]!.ToString())
            );

        Assert.Equal(wanted, given);
    });

    [Fact]
    public void Tables_OfTheTemplate_AreEncryptedAndCanBePutBack() => Assert.All(apps.Usual.OfType("AWS::DynamoDB::Table"), t =>
    {
        Assert.Equal("KMS", t.Text("SSESpecification.SSEType"));
        Assert.Contains("DataKey", t.Text("SSESpecification.KMSMasterKeyId"), StringComparison.Ordinal);
        Assert.Equal("true", t.Text("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"));
    });

    [Fact]
    public void CommandsAndAudits_OfLongAgo_GoByThemselvesAndNothingElseDoes() =>
        Assert.All(Definitions, d =>
            Assert.Equal(
                d.TableName == s_names.CommandsTable || d.TableName == s_names.AuditIndexTable ? TableDefinitions.ExpireAt : "",
                Table(d).Text("TimeToLiveSpecification.AttributeName")
            )
        );

    private Resource Table(CreateTableRequest definition) =>
        apps.Usual.OfType("AWS::DynamoDB::Table").Single(t => t.Text("TableName") == definition.TableName);

    private static string Keys(IEnumerable<KeySchemaElement> keys) =>
        string.Join(' ', keys.Select(k => $"{k.KeyType.Value} {k.AttributeName}"));

    private static string Keys(System.Text.Json.Nodes.JsonNode keys) =>
        string.Join(' ', keys.AsArray().Select(k => $"{k!["KeyType"]} {k["AttributeName"]}"));
}
