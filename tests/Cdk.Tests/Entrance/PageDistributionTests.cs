using System.Text.Json.Nodes;
using KillSwitch.Api.Requests;
using KillSwitch.Cdk.Entrance;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Entrance;

[Collection(SynthesizedApps.Collection)]
public sealed class PageDistributionTests(SynthesizedApps apps)
{
    // The ids of policies that CloudFront itself offers, as its developer guide lists them.
    private const string CachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private const string AllViewerExceptHostHeader = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    private JsonNode Config => apps.Usual.Only("AWS::CloudFront::Distribution").Properties["DistributionConfig"]!;

    private JsonNode Behavior => Config["DefaultCacheBehavior"]!;

    [Fact]
    public void Pages_AtTheRoot_AreTheStages()
    {
        var origin = Assert.Single(Config["Origins"]!.AsArray())!;
        Assert.Equal($"/{RestApi.Stage}", (string?)origin["OriginPath"]);
        Assert.Null(Config["CacheBehaviors"]);
    }

    [Fact]
    public void Answers_OfTheApi_AreNeverCached() => Assert.Equal(CachingDisabled, (string?)Behavior["CachePolicyId"]);

    [Fact]
    public void Requests_WithAToken_ReachTheApiWithIt() =>
        Assert.Equal(AllViewerExceptHostHeader, (string?)Behavior["OriginRequestPolicyId"]);

    [Fact]
    public void Requests_InTheClear_AreNotAnswered()
    {
        Assert.Equal("https-only", (string?)Behavior["ViewerProtocolPolicy"]);
        Assert.Equal("https-only", (string?)Config["Origins"]![0]!["CustomOriginConfig"]!["OriginProtocolPolicy"]);
        Assert.Equal("TLSv1.2", (string?)Assert.Single(Config["Origins"]![0]!["CustomOriginConfig"]!["OriginSSLProtocols"]!.AsArray()));
    }

    [Fact]
    public void Answers_ThatNoFunctionMade_HaveTheHeadersOfThoseThatOneDid()
    {
        var headers = apps.Usual.Only("AWS::CloudFront::ResponseHeadersPolicy").Properties["ResponseHeadersPolicyConfig"]!.ToJsonString();
        foreach (var (name, value) in SecurityHeaders.Of(signIn: null, encrypted: true))
            Assert.True(
                headers.Contains(JsonValue.Create(value)!.ToJsonString().Trim('"'), StringComparison.OrdinalIgnoreCase)
                    || Means(name, headers),
                $"{name}: {value}"
            );
    }

    /// <summary>What the policy says in words of its own.</summary>
    private static bool Means(string name, string headers) => name switch
    {
        "X-Content-Type-Options" => headers.Contains("\"ContentTypeOptions\"", StringComparison.Ordinal),
        "Strict-Transport-Security" => headers.Contains("\"AccessControlMaxAgeSec\":31536000", StringComparison.Ordinal),
        _ => false,
    };
}
