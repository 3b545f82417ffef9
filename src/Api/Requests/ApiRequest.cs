using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Requests;

/// <summary>A request, whatever server it came to. Its path has been looked up in the table before, see <c>RouteMatch</c>.</summary>
public sealed record ApiRequest
{
    /// <summary>In capitals, as it was sent.</summary>
    public required string Method { get; init; }

    /// <summary>The query's parameters in their order, decoded; one that was given twice stands there twice.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>By name without regard to case, every time that each was sent.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>Who asks, verified; or why nobody is known. Asked for only where a route is not open.</summary>
    public required Outcome<Actor> Caller { get; init; }

    /// <summary>Reads the body. Called at most once, and only for those whose request has been admitted so far.</summary>
    public required Func<CancellationToken, Task<ReadOnlyMemory<byte>>> ReadBodyAsync { get; init; }

    /// <summary>Finds the request in logs and traces.</summary>
    public required string TraceId { get; init; }

    /// <summary>Every value that a header was sent with; none where it was not sent.</summary>
    public IReadOnlyList<string> Header(string name) => Headers.TryGetValue(name, out var values) ? values : [];
}
