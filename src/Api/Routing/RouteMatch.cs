namespace KillSwitch.Api.Routing;

/// <summary>What a method and a path lead to.</summary>
/// <param name="Route">Null where there is none for both.</param>
/// <param name="Path">What stands for the names in braces.</param>
/// <param name="Allowed">The methods that the path has; none where nothing is there.</param>
public sealed record RouteMatch(Route? Route, IReadOnlyDictionary<string, string> Path, IReadOnlyList<string> Allowed)
{
    /// <summary>Of a request whose path was not looked up.</summary>
    public static RouteMatch Nowhere { get; } = new(null, new Dictionary<string, string>(), []);

    /// <summary>The route for logs: its pattern, which holds no link's id.</summary>
    public string Pattern => Route?.Pattern ?? "(no route)";
}
