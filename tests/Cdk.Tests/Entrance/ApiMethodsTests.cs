using KillSwitch.Cdk.Entrance;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Entrance;

[Collection(SynthesizedApps.Collection)]
public sealed class ApiMethodsTests(SynthesizedApps apps)
{
    [Fact]
    public void Methods_OfTheTemplate_AreTheRoutesAndNoOther() =>
        Assert.Equal(ApiRoute.All.Select(r => $"{r.Method} {r.Path}").Order(), Methods().Select(m => m.Route).Order());

    [Fact]
    public void Methods_OfEveryRoute_HaveTheRuleThatTheRouteHas()
    {
        var authorizer = apps.Usual.Only("AWS::ApiGateway::Authorizer").Reference();
        foreach (var route in ApiRoute.All)
        {
            var method = Methods().Single(m => m.Route == $"{route.Method} {route.Path}").Resource;
            Assert.Equal(route.Open ? "NONE" : "COGNITO_USER_POOLS", method.Text("AuthorizationType"));
            Assert.Equal(route.Open ? "" : authorizer, method.Text("AuthorizerId"));
        }
    }

    [Fact]
    public void Methods_BehindTheAuthorizer_TakeIdTokens() =>
        // With scopes the gateway would take access tokens, which name nobody.
        Assert.All(Methods(), m => Assert.Null(m.Resource.Properties["AuthorizationScopes"]));

    [Fact]
    public void Methods_OfOpenRoutes_CallThePageAndNothingElse()
    {
        foreach (var (route, resource) in Methods())
        {
            var open = ApiRoute.All.Single(r => $"{r.Method} {r.Path}" == route).Open;
            var uri = resource.Text("Integration.Uri");
            Assert.Contains(open ? "ApprovalPage" : "OperatorApi", uri, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Methods_OfEveryRoute_AreValidated() =>
        Assert.All(Methods(), m => Assert.NotNull(m.Resource.Properties["RequestValidatorId"]));

    [Fact]
    public void Permissions_OfTheGateway_AreOneForEachRoute()
    {
        var calls = apps
            .Usual.OfType("AWS::Lambda::Permission")
            .Where(p => p.Text("Principal") == "apigateway.amazonaws.com")
            .Select(p => p.Text("SourceArn"))
            .ToArray();
        Assert.Equal(ApiRoute.All.Count, calls.Length);
        Assert.All(ApiRoute.All, route =>
            Assert.Contains(calls, call => call.Contains($"/{RestApi.Stage}/{route.Method}/", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(calls, call => call.Contains("/*/*", StringComparison.Ordinal));
    }

    [Fact]
    public void Deployment_OfTheApi_WaitsForEveryMethodAndAnswer()
    {
        var waits = apps.Usual.Only("AWS::ApiGateway::Deployment").DependsOn();
        Assert.Superset(
            Methods()
                .Select(m => m.Resource.Id)
                .Concat(apps.Usual.OfType("AWS::ApiGateway::GatewayResponse").Select(r => r.Id))
                .ToHashSet(),
            waits.ToHashSet()
        );
    }

    [Fact]
    public void Deployment_OfTheApi_IsAnotherWhenWhatItCopiesIs() =>
        Assert.Contains(ApiMethods.Fingerprint, apps.Usual.Only("AWS::ApiGateway::Deployment").Id, StringComparison.Ordinal);

    private IEnumerable<(string Route, Resource Resource)> Methods() =>
        apps.Usual.OfType("AWS::ApiGateway::Method").Select(m => ($"{m.Text("HttpMethod")} {PathOf(m.Text("ResourceId"))}", m));

    /// <summary>Followed up to the root, which is no resource of its own.</summary>
    private string PathOf(string reference) =>
        apps.Usual.OfType("AWS::ApiGateway::Resource").SingleOrDefault(r => r.Reference() == reference) is { } resource
            ? $"{PathOf(resource.Text("ParentId"))}/{resource.Text("PathPart")}"
            : "";
}
