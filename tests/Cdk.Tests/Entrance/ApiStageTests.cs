using System.Text.Json.Nodes;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Entrance;

[Collection(SynthesizedApps.Collection)]
public sealed class ApiStageTests(SynthesizedApps apps)
{
    private Resource Stage => apps.Usual.Only("AWS::ApiGateway::Stage");

    [Fact]
    public void Stage_EveryMethod_IsThrottledAndCachesNothing()
    {
        var settings = Assert.Single(Stage.Properties["MethodSettings"]!.AsArray())!;
        Assert.Equal(("*", "/*"), ((string?)settings["HttpMethod"], (string?)settings["ResourcePath"]));
        Assert.InRange((double)settings["ThrottlingRateLimit"]!, 1, 1000);
        Assert.InRange((double)settings["ThrottlingBurstLimit"]!, 1, 1000);
        Assert.False((bool)settings["CachingEnabled"]!);
    }

    [Fact]
    public void Stage_Logs_HoldNeitherBodiesNorLinksNorCodes()
    {
        Assert.False((bool)Stage.Properties["MethodSettings"]![0]!["DataTraceEnabled"]!);
        var line = JsonNode.Parse((string)Stage.Properties["AccessLogSetting"]!["Format"]!)!.AsObject();
        Assert.DoesNotContain(line, entry =>
            entry.Value!.ToString() is "$context.path" or "$context.customDomain.basePathMatched"
            || entry.Value.ToString().Contains("querystring", StringComparison.Ordinal)
        );
        Assert.Equal("$context.requestId", line["request_id"]!.ToString());
    }

    [Fact]
    public void Stage_Requests_AreTraced() => Assert.True((bool)Stage.Properties["TracingEnabled"]!);

    [Fact]
    public void ExecutionLog_OfTheStage_IsMadeBeforeTheGatewayMakesOneWithoutKeyAndEnd()
    {
        var log = apps
            .Usual.OfType("AWS::Logs::LogGroup")
            .Single(g => g.Text("LogGroupName").Contains("API-Gateway-Execution-Logs_", StringComparison.Ordinal));
        Assert.NotNull(log.Properties["KmsKeyId"]);
        Assert.NotNull(log.Properties["RetentionInDays"]);
        Assert.Contains(log.Id, Stage.DependsOn());
    }

    [Fact]
    public void Account_RoleForLogs_IsInTheStackThatAllShare()
    {
        Assert.Empty(apps.Usual.OfType("AWS::ApiGateway::Account"));
        var shared = apps.Usual.Account.ToJsonString();
        Assert.Contains("AWS::ApiGateway::Account", shared, StringComparison.Ordinal);
        // Whatever is of one student there would change with every deployment of another, and go with him.
        Assert.DoesNotContain(apps.Usual.Deployment.Student, shared, StringComparison.Ordinal);
    }
}
