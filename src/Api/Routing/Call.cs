using System.Text.Json.Serialization.Metadata;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Routing;

/// <summary>A request that its route's rule admits and whose parts are what the route takes.</summary>
/// <param name="Route">The route.</param>
/// <param name="Path">What stands for the names in braces.</param>
/// <param name="TraceId">Finds the request in logs and traces.</param>
public sealed record Call(Route Route, IReadOnlyDictionary<string, string> Path, string TraceId)
{
    private static readonly Dictionary<string, string> s_nothing = [];

    /// <summary>Who calls; null behind an open route.</summary>
    internal Actor? Caller { get; init; }

    /// <summary>Who calls. Only behind a route that is not open.</summary>
    public Actor Actor => Caller ?? throw new InvalidOperationException($"{Route.Pattern} is open: nobody is known here.");

    /// <summary>What stands for <c>{id}</c>.</summary>
    public string Id => Path["id"];

    public QueryValues Query { get; internal init; } = QueryValues.None;

    /// <summary>The fields that were sent, each known to the route.</summary>
    public IReadOnlyDictionary<string, string> Body { get; internal init; } = s_nothing;

    /// <summary>As it was sent, see <see cref="IdempotencyHeader"/>; null where none was.</summary>
    public string? IdempotencyKey { get; internal init; }

    /// <summary>Whether JSON is wanted rather than a page.</summary>
    public bool PrefersJson { get; internal init; }

    /// <summary>A field of the body; null where it was not sent.</summary>
    public string? Field(string name) => Body.GetValueOrDefault(name);

    /// <summary>What came of it under the route's status, or the problem.</summary>
    public ApiAnswer Answer<T>(Outcome<T> outcome, JsonTypeInfo<T> type)
        where T : class =>
        outcome.IsRefused ? ApiAnswer.Of(outcome.Refusal, TraceId) : ApiAnswer.Json(outcome.Value, type, Route.Status);
}
