using System.Text;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Hosting;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KillSwitch.Api.Kestrel;

/// <summary>Serves a table of routes through ASP.NET Core.</summary>
public static class KestrelRoutes
{
    /// <summary>Bytes that are read of a body beyond what its route takes, so that whoever sends too much is told.</summary>
    private const int ThrownAway = 8 * 1024 * 1024;

    /// <summary>Which route the request is for.</summary>
    public static RouteMatch Match(this HttpContext context) => context.Features.Get<RouteMatch>() ?? RouteMatch.Nowhere;

    /// <summary>
    /// How the bytes of a header are read. As UTF-8, which is usual, some are none at all, and the web server refuses the request; those
    /// of a key are looked at one by one, as nothing that is wrong with it may keep anybody from killing.
    /// </summary>
    public static Encoding? EncodingOf(string header) =>
        header.Equals(IdempotencyHeader.Name, StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null;

    /// <summary>Looks the route up, for all that comes after.</summary>
    public static IApplicationBuilder UseRouteTable(this IApplicationBuilder app, RouteTable table) => app.Use((context, next) =>
    {
        context.Features.Set(table.Match(context.Request.Method, context.Request.Path.Value ?? ""));
        return next(context);
    });

    /// <summary>Why a body was not read to its end.</summary>
    public static Refusal TooLarge(HttpContext context) => FlatBody.TooLarge(MaxBodyBytes(context.Match()));

    /// <summary>Answers every request; it comes last.</summary>
    /// <param name="app">Has looked the route up.</param>
    /// <param name="table">The routes.</param>
    /// <param name="caller">Who asks, verified; or why nobody is known.</param>
    public static void RunRouteTable(this IApplicationBuilder app, RouteTable table, Func<HttpContext, Task<Outcome<Actor>>> caller) =>
        app.Run(async context =>
        {
            using var span = RequestSpan.Start(context);
            var request = Asked(context, await caller(context));
            var answer = await table.AnswerAsync(context.Match(), request, context.RequestAborted);
            span.Answered(answer.Status);
            await KestrelAnswers.WriteAsync(context, answer);
        });

    private static int MaxBodyBytes(RouteMatch match) => match.Route?.MaxBodyBytes ?? FlatBody.MaxBytes;

    private static ApiRequest Asked(HttpContext context, Outcome<Actor> caller) => new()
    {
        Method = context.Request.Method,
        Query = [.. context.Request.Query.SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? ""))],
        Headers = context.Request.Headers.ToDictionary(
            h => h.Key, IReadOnlyList<string> (h) => [.. h.Value.Select(v => v ?? "")], StringComparer.OrdinalIgnoreCase),
        Caller = caller,
        ReadBodyAsync = async ct => await BodyAsync(context, MaxBodyBytes(context.Match()), ct),
        TraceId = KestrelAnswers.TraceId(context),
    };

    /// <summary>The body of a request that was admitted, and no more of it than shows that it is too long.</summary>
    private static Task<byte[]> BodyAsync(HttpContext context, int most, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + ThrownAway;
        return RequestBody.ReadAsync(context, most + 1, cancellationToken);
    }
}
