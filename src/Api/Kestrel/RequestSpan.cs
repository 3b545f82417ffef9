using System.Diagnostics;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Tracing;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Api.Kestrel;

/// <summary>The span of a request, named by its route: the path has ids in it, and would be another name each time.</summary>
internal static class RequestSpan
{
    /// <param name="context">Its route has been looked up.</param>
    public static Activity? Start(HttpContext context)
    {
        var (request, route) = (context.Request, context.Match().Route);
        var name = route is null ? "no such route" : $"{request.Method} {route.Pattern}";
        var span = Spans.Api.Serve(name, request.Headers.TraceParent);
        if (route?.Rule.Access != RouteAccess.CheckedByDomain)
            span?.SetTag(Spans.Minor, true);
        return span;
    }

    public static void Answered(this Activity? span, int status)
    {
        span?.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span?.SetStatus(ActivityStatusCode.Error);
    }
}
