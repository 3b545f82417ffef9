using KillSwitch.Api.Routing;
using KillSwitch.Aws.Http;
using KillSwitch.Cdk.Entrance;

namespace KillSwitch.Cdk.Tests.Entrance;

public sealed class ApiRouteTests
{
    [Fact]
    public void All_RoutesOfTheOperators_NeedAToken() =>
        Assert.All(
            GatewayRoutes.All.Where(route => route.Rule.Access != RouteAccess.Open),
            route => Assert.Contains(new ApiRoute(route.Methods[0], route.Pattern, Open: false), ApiRoute.All));

    [Fact]
    public void All_RoutesOfThePage_AreOpenToLookingAlone() =>
        Assert.All(ApiRoute.All.Where(route => route.Open), route =>
            Assert.True(route.Method is "GET" or "HEAD", $"{route.Method} {route.Path}")
        );

    [Fact]
    public void All_Routes_AreThoseOfTheFunctionsAndNoOther() =>
        Assert.Equal(
            GatewayRoutes.All.SelectMany(route => route.Methods, (route, method) => $"{method} {route.Pattern}").Order(),
            ApiRoute.All.Select(route => $"{route.Method} {route.Path}").Order());

    [Fact]
    public void Parameters_OfAPath_AreTheNamesInBraces() =>
        Assert.Equal(["id"], new ApiRoute("GET", "/approvals/{id}", Open: true).Parameters);
}
