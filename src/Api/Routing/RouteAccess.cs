namespace KillSwitch.Api.Routing;

/// <summary>Who checks whether somebody may use a route.</summary>
public enum RouteAccess
{
    /// <summary>Nobody: anybody may.</summary>
    Open,

    /// <summary>The table, before the route runs.</summary>
    CheckedHere,

    /// <summary>The domain, which audits whom it refuses.</summary>
    CheckedByDomain,
}
