using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Hosting;

/// <summary>
/// Keeps web pages away from an endpoint that asks for no credentials. It listens on loopback, but any page open in the
/// user's browser can send requests there; browsers name the page in <c>Origin</c>, or say in <c>Sec-Fetch-Site</c> that
/// there is one, neither of which an SDK sends; and a page that has re-bound its own host name gives it away in <c>Host</c>.
/// </summary>
public static class NoBrowsers
{
    public static IApplicationBuilder UseNoBrowsers(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var headers = context.Request.Headers;
                if (headers.Origin.Count > 0 || headers.ContainsKey("Sec-Fetch-Site") || !LoopbackHost.Is(context.Request.Host.Host))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    await context.Response.WriteAsync(
                        "This endpoint serves programs on this machine, not web pages. Call it as 127.0.0.1 or localhost and without an Origin header.\n"
                    );
                    return;
                }
                await next(context);
            }
        );
}
