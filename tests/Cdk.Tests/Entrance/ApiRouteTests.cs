using KillSwitch.Aws.Http;
using KillSwitch.Cdk.Entrance;

namespace KillSwitch.Cdk.Tests.Entrance;

public sealed class ApiRouteTests
{
    [Fact]
    public void All_RoutesOfTheOperators_NeedAToken() =>
        Assert.All(OperatorRoutes.All, route => Assert.Contains(new ApiRoute(route.Method, route.Route, Open: false), ApiRoute.All));

    [Fact]
    public void All_RoutesOfThePage_AreOpenToLookingAlone() =>
        Assert.All(ApiRoute.All.Where(route => route.Open), route => Assert.True(route.Method is "GET" or "HEAD", $"{route.Method} {route.Path}"));

    [Fact]
    public void All_Routes_AreThoseOfTheFunctionsAndNoOther() =>
        Assert.Equal(OperatorRoutes.All.Count + 2 * ApprovalRoutes.All.Count, ApiRoute.All.Distinct().Count());

    [Fact]
    public void Parameters_OfAPath_AreTheNamesInBraces() =>
        Assert.Equal(["id"], new ApiRoute("GET", "/approvals/{id}", Open: true).Parameters);
}
