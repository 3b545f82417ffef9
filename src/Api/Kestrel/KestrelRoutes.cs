using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Hosting;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Api.Kestrel;

/// <summary>Serves a table of routes through ASP.NET Core.</summary>
public static class KestrelRoutes
{
    /// <summary>Which route the request is for.</summary>
    public static RouteMatch Match(this HttpContext context) => context.Features.Get<RouteMatch>() ?? RouteMatch.Nowhere;

    /// <summary>Looks the route up, for all that comes after.</summary>
    public static IApplicationBuilder UseRouteTable(this IApplicationBuilder app, RouteTable table) => app.Use((context, next) =>
    {
        context.Features.Set(table.Match(context.Request.Method, context.Request.Path.Value ?? ""));
        return next(context);
    });

    /// <summary>Answers every request; it comes last.</summary>
    /// <param name="app">Has looked the route up.</param>
    /// <param name="table">The routes.</param>
    /// <param name="caller">Who asks, verified; or why nobody is known.</param>
    public static void RunRouteTable(this IApplicationBuilder app, RouteTable table, Func<HttpContext, Task<Outcome<Actor>>> caller) =>
        app.Run(async context =>
        {
            var request = Asked(context, await caller(context));
            await KestrelAnswers.WriteAsync(context, await table.AnswerAsync(context.Match(), request, context.RequestAborted));
        });

    private static ApiRequest Asked(HttpContext context, Outcome<Actor> caller) => new()
    {
        Method = context.Request.Method,
        Query = [.. context.Request.Query.SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? ""))],
        Headers = context.Request.Headers.ToDictionary(
            h => h.Key, IReadOnlyList<string> (h) => [.. h.Value.Select(v => v ?? "")], StringComparer.OrdinalIgnoreCase),
        Caller = caller,
        ReadBodyAsync = async ct => await RequestBody.ReadAsync(context, ct),
        TraceId = KestrelAnswers.TraceId(context),
    };
}
