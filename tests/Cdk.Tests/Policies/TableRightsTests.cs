using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Cdk.Workflow;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Tests.Policies;

/// <summary>Who can do what on each table: read from every policy of every template.</summary>
[Collection(SynthesizedApps.Collection)]
public sealed class TableRightsTests(SynthesizedApps apps)
{
    private static readonly string[] s_steps = [.. StepNames.ByPlaceholder.Values];

    private static readonly string[] s_limitSteps = [.. LimitStepNames.ByPlaceholder.Values];

    public static TheoryData<string, string, string[]> Rights =>
        new()
        {
            {
                "scopes",
                "dynamodb:GetItem",
                [
                    .. s_steps,
                    FunctionSpecs.CommandIntake.Name,
                    FunctionSpecs.Recovery.Name,
                    FunctionSpecs.OperatorApi.Name,
                    FunctionSpecs.ApprovalPage.Name,
                ]
            },
            {
                "scopes",
                "dynamodb:PutItem",
                [.. s_steps, FunctionSpecs.CommandIntake.Name, FunctionSpecs.Recovery.Name, FunctionSpecs.OperatorApi.Name]
            },
            { "scopes", "dynamodb:Query", [FunctionSpecs.Recovery.Name, FunctionSpecs.OperatorApi.Name] },
            {
                "incidents",
                "dynamodb:GetItem",
                [
                    FunctionSpecs.CommandIntake.Name,
                    FunctionSpecs.Recovery.Name,
                    FunctionSpecs.OperatorApi.Name,
                    FunctionSpecs.ApprovalPage.Name,
                ]
            },
            {
                "incidents",
                "dynamodb:PutItem",
                [FunctionSpecs.CommandIntake.Name, StepNames.OpenIncident, StepNames.CloseIncident, FunctionSpecs.Recovery.Name]
            },
            { "incidents", "dynamodb:Query", [FunctionSpecs.OperatorApi.Name] },
            { "commands", "dynamodb:GetItem", [FunctionSpecs.CommandIntake.Name, FunctionSpecs.OperatorApi.Name] },
            { "commands", "dynamodb:PutItem", [FunctionSpecs.CommandIntake.Name, FunctionSpecs.OperatorApi.Name] },
            { "commands", "dynamodb:Query", [] },
            {
                "limits",
                "dynamodb:GetItem",
                [.. s_limitSteps, FunctionSpecs.Recovery.Name, FunctionSpecs.OperatorApi.Name, FunctionSpecs.ApprovalPage.Name]
            },
            { "limits", "dynamodb:PutItem", [.. s_limitSteps, FunctionSpecs.Recovery.Name, FunctionSpecs.OperatorApi.Name] },
            { "limits", "dynamodb:Query", [FunctionSpecs.Recovery.Name, FunctionSpecs.OperatorApi.Name] },
            { "audit-index", "dynamodb:GetItem", [FunctionSpecs.AuditIndex.Name] },
            { "audit-index", "dynamodb:PutItem", [FunctionSpecs.AuditIndex.Name] },
            { "audit-index", "dynamodb:BatchWriteItem", [FunctionSpecs.AuditIndex.Name] },
            {
                "audit-index",
                "dynamodb:Query",
                [FunctionSpecs.AuditIndex.Name, FunctionSpecs.OperatorApi.Name, FunctionSpecs.ApprovalPage.Name]
            },
        };

    [Theory]
    [MemberData(nameof(Rights))]
    public void Table_OfTheWorkflow_IsUsedByThoseAlone(string table, string action, string[] functions)
    {
        var id = IdOf(table);
        var users = apps
            .Usual.Roles()
            .Where(r =>
                r.Statements.Any(s =>
                    s.Allows && s.Covers(action) && s.Resources.Any(t => t == "*" || t.Contains(id, StringComparison.Ordinal))
                )
            );

        Assert.Equal(functions.Order(), users.Select(r => r.Name).Order());
    }

    [Fact]
    public void Commands_OfTheApi_ArePutAsIdempotencyKeysAlone()
    {
        var id = IdOf("commands");
        var puts = apps.Usual.RoleOf(FunctionSpecs.OperatorApi.Name).Statements
            .Where(s => s.Covers("dynamodb:PutItem") && s.Resources.Any(r => r.Contains(id, StringComparison.Ordinal)));

        var condition = Assert.Single(puts).Condition!;
        Assert.Equal("idempotency:*", (string?)condition["ForAllValues:StringLike"]!["dynamodb:LeadingKeys"]![0]);
        Assert.Equal("false", (string?)condition["Null"]!["dynamodb:LeadingKeys"]);
    }

    [Fact]
    public void AuditIndex_OfThePage_IsListedByWhatWasHeldBackAlone()
    {
        var id = IdOf("audit-index");
        var queries = apps.Usual.RoleOf(FunctionSpecs.ApprovalPage.Name).Statements
            .Where(s => s.Covers("dynamodb:Query") && s.Resources.Any(r => r.Contains(id, StringComparison.Ordinal)));

        var query = Assert.Single(queries);
        Assert.Equal(
            ["held#*", "index#progress*"],
            query.Condition!["ForAllValues:StringLike"]!["dynamodb:LeadingKeys"]!.AsArray().Select(k => (string?)k)
        );
        Assert.Equal("false", (string?)query.Condition["Null"]!["dynamodb:LeadingKeys"]);
        Assert.DoesNotContain("index/", Assert.Single(query.Resources), StringComparison.Ordinal);
    }

    [Fact]
    public void Rights_OnTables_AreToGetPutAndQuery() =>
        Assert.All(
            apps.All.SelectMany(a => a.Roles())
                .SelectMany(r => r.Statements)
                .Where(s => s.Allows)
                .SelectMany(s => s.Actions)
                .Where(a => a.StartsWith("dynamodb:", StringComparison.Ordinal)),
            a => Assert.True(a is "dynamodb:GetItem" or "dynamodb:PutItem" or "dynamodb:BatchWriteItem" or "dynamodb:Query", a)
        );

    private string IdOf(string table) =>
        apps.Usual.OfType("AWS::DynamoDB::Table").Single(t => t.Text("TableName") == $"killswitch-{table}-alice").Id;
}
