using KillSwitch.Api.Routes;
using KillSwitch.Api.Routing;

namespace KillSwitch.Aws.Http;

/// <summary>What is served on AWS, and by which of two functions: what changes anything, by none that is open to everybody.</summary>
public static class GatewayRoutes
{
    public static IReadOnlyList<Route> All { get; } = [.. OperatorRoutes.All, SignInRoute.Route];

    /// <summary>What signed-in people use: behind the authorizer.</summary>
    public static IReadOnlyList<Route> OfOperators { get; } = [.. All.Where(r => r.NeedsCaller)];

    /// <summary>What is open to everybody, and can change nothing.</summary>
    public static IReadOnlyList<Route> OfThePage { get; } = [.. All.Where(r => !r.NeedsCaller)];
}
