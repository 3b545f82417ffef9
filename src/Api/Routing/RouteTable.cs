using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Routing;

/// <summary>The routes that are served, and the one way from a request to its answer. Safe for concurrent use.</summary>
public sealed class RouteTable
{
    private readonly ApiParts _parts;

    /// <exception cref="InvalidOperationException">A route has no rule, or two are the same.</exception>
    public RouteTable(IReadOnlyList<Route> routes, ApiParts parts)
    {
        if (routes.FirstOrDefault(r => r.Rule is null) is { } open)
            throw new InvalidOperationException($"{open.Pattern} has no rule for who may use it. Give it one where it is listed.");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (routes.SelectMany(r => r.Methods, (r, method) => $"{method} {r.Pattern}").FirstOrDefault(name => !names.Add(name)) is { } twice)
            throw new InvalidOperationException($"{twice} is listed twice. Leave one of them out.");
        Routes = routes;
        _parts = parts;
    }

    public IReadOnlyList<Route> Routes { get; }

    /// <summary>Finds the route by the path that was asked for.</summary>
    /// <param name="method">In capitals.</param>
    /// <param name="path">From its first slash, decoded. One slash at the end changes nothing.</param>
    public RouteMatch Match(string method, string path)
    {
        string[] segments = path is "" or "/" ? [] : (path.EndsWith('/') ? path[1..^1] : path[1..]).Split('/');
        return Find(method, route => route.ValuesIn(segments));
    }

    /// <summary>Finds the route that a server in front has matched by its pattern.</summary>
    /// <param name="method">In capitals.</param>
    /// <param name="pattern">As the table writes it.</param>
    /// <param name="values">What stands for the names in braces, decoded.</param>
    public RouteMatch Find(string method, string pattern, IReadOnlyDictionary<string, string> values) =>
        Find(method, route => route.Pattern == pattern && route.Names.All(values.ContainsKey) ? values : null);

    private RouteMatch Find(string method, Func<Route, IReadOnlyDictionary<string, string>?> read)
    {
        List<string> allowed = [];
        foreach (var route in Routes)
        {
            if (read(route) is not { } values)
                continue;
            if (route.Methods.Contains(method))
                return new(route, values, route.Methods);
            allowed.AddRange(route.Methods);
        }
        return RouteMatch.Nowhere with { Allowed = [.. allowed.Distinct().Order(StringComparer.Ordinal)] };
    }

    /// <summary>Answers; what goes wrong inside is thrown.</summary>
    /// <param name="match">What the request's method and path lead to.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up; whether the request had its effect is not known then.</param>
    public async Task<ApiAnswer> AnswerAsync(RouteMatch match, ApiRequest request, CancellationToken cancellationToken)
    {
        if (match.Route is not { } route)
            return NoRoute(match, request);
        var call = await Admission.AdmitAsync(route, match, request, cancellationToken);
        var answer = call.IsRefused
            ? Refused(call.Refusal, request.TraceId)
            : await route.Handler(_parts, call.Value, cancellationToken);
        // Which of page and JSON it is depends on what was wanted; a cache has to know.
        return route.Answers.Count > 1 ? answer.With("Vary", "Accept") : answer;
    }

    private static ApiAnswer Refused(Refusal refusal, string traceId)
    {
        var answer = ApiAnswer.Of(refusal, traceId);
        return refusal.Code == RefusalCode.NotAuthenticated ? answer.With("WWW-Authenticate", "Bearer") : answer;
    }

    private ApiAnswer NoRoute(RouteMatch match, ApiRequest request)
    {
        if (match.Allowed.Count == 0)
        {
            var listed = string.Join(", ", Routes.Where(r => r.IsListed).Select(r => $"{r.Methods[0]} {r.Pattern}"));
            return ApiAnswer.Of(new Refusal(RefusalCode.NotFound, $"There is nothing at this path. There is: {listed}."), request.TraceId);
        }
        var allowed = string.Join(", ", match.Allowed);
        var detail = $"{FlatBody.Shown(request.Method)} does not go with this path. {allowed} does.";
        return ApiAnswer.Of(new Refusal(RefusalCode.MethodNotAllowed, detail), request.TraceId).With("Allow", allowed);
    }
}
