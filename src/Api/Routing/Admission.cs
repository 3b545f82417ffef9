using KillSwitch.Api.Requests;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Routing;

/// <summary>
/// Holds a request to its route: first who asks, then the query, then the body. Whoever is not admitted is told
/// nothing of what stands behind, and his body is not read.
/// </summary>
internal static class Admission
{
    public static async Task<Outcome<Call>> AdmitAsync(
        Route route, RouteMatch match, ApiRequest request, CancellationToken cancellationToken)
    {
        var call = new Call(route, match.Path, request.TraceId) { PrefersJson = Accepts.Json(request.Header("Accept")) };
        if (route.NeedsCaller)
        {
            if (CallerRefusal(route.Rule, request.Caller) is { } refusal)
                return refusal;
            call = call with { Caller = request.Caller.Value };
        }
        if (!route.IgnoresQuery)
        {
            var query = QueryValues.Read(request.Query, route.Query);
            if (query.IsRefused)
                return query.Refusal;
            call = call with { Query = query.Value };
        }
        return route.Body.Count == 0 ? call : await WithBodyAsync(call, request, cancellationToken);
    }

    private static Refusal? CallerRefusal(RouteRule rule, Outcome<Actor> caller) =>
        caller.IsRefused ? caller.Refusal
        : rule.Access == RouteAccess.CheckedHere ? Permissions.Check(caller.Value, rule.Permission!.Value)
        : null;

    private static async Task<Outcome<Call>> WithBodyAsync(Call call, ApiRequest request, CancellationToken cancellationToken)
    {
        if (FlatBody.CheckType(string.Join(", ", request.Header("Content-Type"))) is { } refusal)
            return refusal;
        var bytes = await request.ReadBodyAsync(cancellationToken);
        if (bytes.Length > call.Route.MaxBodyBytes)
            return FlatBody.TooLarge(call.Route.MaxBodyBytes);
        var fields = FlatBody.Parse(bytes.Span, call.Route.Body);
        return fields.IsRefused
            ? fields.Refusal
            : call with { Body = fields.Value, IdempotencyKey = IdempotencyHeader.Read(request.Header(IdempotencyHeader.Name)) };
    }
}
