using KillSwitch.Workflows.People;

namespace KillSwitch.Api.Routing;

/// <summary>Who may use a route. Every route has one; a route without is never served.</summary>
/// <param name="Access">Who is asked for what, where.</param>
/// <param name="Permission">What is needed; null where the route is open.</param>
/// <param name="Also">Who else may, by no role but by what they did before, in words for the document; null for nobody.</param>
public sealed record RouteRule(RouteAccess Access, Permission? Permission, string? Also = null)
{
    /// <summary>Anybody, without a token.</summary>
    public static RouteRule Open { get; } = new(RouteAccess.Open, null);

    /// <summary>Somebody who may read; checked before the route runs.</summary>
    public static RouteRule Read { get; } = For(Workflows.People.Permission.Read);

    /// <summary>Somebody who may do this; checked before the route runs. For what no domain audits.</summary>
    public static RouteRule For(Permission permission) => new(RouteAccess.CheckedHere, permission);

    /// <summary>Somebody with a token. The domain checks the permission itself, because it audits whom it refuses.</summary>
    public static RouteRule Act(Permission permission, string? also = null) => new(RouteAccess.CheckedByDomain, permission, also);
}
