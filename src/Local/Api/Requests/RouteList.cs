using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KillSwitch.Local.Api.Requests;

/// <summary>Names routes for people: by their pattern, which holds no link's id.</summary>
internal static class RouteList
{
    public static string PatternOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    public static string All(HttpContext context) => string.Join(", ", context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(e => !e.RoutePattern.RawText!.StartsWith("/assets/", StringComparison.Ordinal))
        .Select(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {e.RoutePattern.RawText}"));
}
