using KillSwitch.Aws.Http;

namespace KillSwitch.Cdk.Entrance;

/// <summary>A method of a resource, and who answers.</summary>
/// <param name="Method">GET, HEAD or POST.</param>
/// <param name="Path"><c>/approvals/{id}</c></param>
/// <param name="Open">Whether anybody is answered: the page behind a callback link, which can change nothing. All else needs an id
/// token.</param>
internal sealed record ApiRoute(string Method, string Path, bool Open)
{
    /// <summary>Every route that the functions answer, and no other.</summary>
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        .. GatewayRoutes.OfOperators.SelectMany(r => r.Methods, (r, method) => new ApiRoute(method, r.Pattern, Open: false)),
        .. GatewayRoutes.OfThePage.SelectMany(r => r.Methods, (r, method) => new ApiRoute(method, r.Pattern, Open: true)),
    ];

    /// <summary>Whether it takes a body.</summary>
    public bool HasBody => Method == "POST";

    /// <summary>What is between the slashes, from the root.</summary>
    public string[] Segments => Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The names in braces.</summary>
    public IEnumerable<string> Parameters => Segments.Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}'));
}
