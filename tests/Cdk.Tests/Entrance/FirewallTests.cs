using System.Text.Json.Nodes;
using KillSwitch.Api.Requests;
using KillSwitch.Cdk.Entrance;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Entrance;

[Collection(SynthesizedApps.Collection)]
public sealed class FirewallTests(SynthesizedApps apps)
{
    private JsonNode[] Rules =>
        [.. apps.Usual.Only("AWS::WAFv2::WebACL").Properties["Rules"]!.AsArray().OrderBy(r => (int)r!["Priority"]!).Select(r => r!)];

    [Fact]
    public void Rules_First_RefusesWhatDidNotComeThroughTheDistribution()
    {
        Assert.NotNull(Rules[0]["Action"]!["Block"]);
        var match = Rules[0]["Statement"]!["NotStatement"]!["Statement"]!["ByteMatchStatement"]!;
        Assert.Equal(PageDistribution.ProofHeader, (string?)match["FieldToMatch"]!["SingleHeader"]!["Name"]);
        Assert.Equal("EXACTLY", (string?)match["PositionalConstraint"]);
        var shown = apps.Usual.Only("AWS::CloudFront::Distribution").Properties["DistributionConfig"]!["Origins"]![0]![
            "OriginCustomHeaders"
        ]![0]!;
        Assert.Equal(PageDistribution.ProofHeader, (string?)shown["HeaderName"]);
        // The one refers to the secret, the other to what the secret's stack exports of it.
        var secret = Assert.Single(apps.Usual.OfType("AWS::SecretsManager::Secret"), s => s.Stack == "pages");
        Assert.Equal($"{{{{resolve:secretsmanager:{secret.Reference()}:SecretString:::}}}}", Templates.Render(shown["HeaderValue"]));
        Assert.Matches($"^{{{{resolve:secretsmanager:.*{secret.Id}.*:SecretString:::}}}}$", Templates.Render(match["SearchString"]));
    }

    [Fact]
    public void Proof_OfTheDistribution_IsInNoTemplate() =>
        Assert.Contains("{{resolve:secretsmanager:", Rules[0]["Statement"]!.ToJsonString(), StringComparison.Ordinal);

    [Fact]
    public void Rules_BodySize_IsThatOfTheApiButForKills()
    {
        var both = Rules.Single(r => (string?)r["Name"] == "body-too-large")["Statement"]!["AndStatement"]!["Statements"]!.AsArray();
        var size = both[0]!["SizeConstraintStatement"]!;
        var except = Assert.Single(both.Skip(1))!["NotStatement"]!["Statement"]!["ByteMatchStatement"]!;
        Assert.Equal(("/kill", "ENDS_WITH"), ((string?)except["SearchString"], (string?)except["PositionalConstraint"]));
        Assert.NotNull(except["FieldToMatch"]!["UriPath"]);
        Assert.Equal(FlatBody.MaxBytes, (int)size["Size"]!);
        Assert.Equal("GT", (string?)size["ComparisonOperator"]);
        Assert.Equal("MATCH", (string?)size["FieldToMatch"]!["Body"]!["OversizeHandling"]);
    }

    [Fact]
    public void Rules_TooOften_CountByTheAddressThatTheDistributionWrote()
    {
        var rate = Rules.Single(r => r["Statement"]!["RateBasedStatement"] is not null)["Statement"]!["RateBasedStatement"]!;
        Assert.Equal("FORWARDED_IP", (string?)rate["AggregateKeyType"]);
        Assert.Equal(PageDistribution.ViewerHeader, (string?)rate["ForwardedIPConfig"]!["HeaderName"]);
        Assert.Equal("MATCH", (string?)rate["ForwardedIPConfig"]!["FallbackBehavior"]);
        Assert.Contains(
            $"headers['{PageDistribution.ViewerHeader}'] = {{ value: event.viewer.ip }}",
            (string?)apps.Usual.Only("AWS::CloudFront::Function").Properties["FunctionCode"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("AWSManagedRulesCommonRuleSet")]
    [InlineData("AWSManagedRulesKnownBadInputsRuleSet")]
    public void Rules_OfAws_AreInForce(string set)
    {
        var rule = Rules.Single(r => (string?)r["Statement"]!["ManagedRuleGroupStatement"]?["Name"] == set);
        Assert.NotNull(rule["OverrideAction"]!["None"]);
    }

    [Fact]
    public void WebAcl_OfTheRegion_StandsBeforeTheStage()
    {
        Assert.Equal("REGIONAL", apps.Usual.Only("AWS::WAFv2::WebACL").Text("Scope"));
        var association = apps.Usual.Only("AWS::WAFv2::WebACLAssociation");
        Assert.Contains($"/stages/{RestApi.Stage}", association.Text("ResourceArn"), StringComparison.Ordinal);
        Assert.Contains(apps.Usual.Only("AWS::ApiGateway::Stage").Id, association.DependsOn());
    }

    [Fact]
    public void Log_OfTheFirewall_HoldsNeitherTokensNorLinksNorCodesNorTheProof()
    {
        var logging = apps.Usual.Only("AWS::WAFv2::LoggingConfiguration");
        var redacted = logging.Properties["RedactedFields"]!.ToJsonString();
        foreach (var field in new[] { "authorization", PageDistribution.ProofHeader, "UriPath", "QueryString" })
            Assert.Contains(field, redacted, StringComparison.Ordinal);
        Assert.DoesNotContain(":*", Templates.Render(logging["LogDestinationConfigs"]![0]), StringComparison.Ordinal);
        Assert.Contains(apps.Usual.OfType("AWS::Logs::LogGroup"), g =>
            g.Text("LogGroupName").StartsWith("aws-waf-logs-", StringComparison.Ordinal)
        );
    }
}
