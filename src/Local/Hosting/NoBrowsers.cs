using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Local.Hosting;

/// <summary>
/// Keeps web pages away from an endpoint that asks for no credentials. It listens on loopback, but any page open in the
/// user's browser can send requests there; browsers name the page in <c>Origin</c>, which no SDK sends, and a page that
/// has re-bound its own host name to 127.0.0.1 gives that name away in <c>Host</c>.
/// </summary>
internal static class NoBrowsers
{
    public static IApplicationBuilder UseNoBrowsers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Headers.Origin.Count > 0 || !IsLoopback(context.Request.Host.Host))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This endpoint serves programs on this machine, not web pages. Call it as 127.0.0.1 or localhost and without an Origin header.\n");
            return;
        }
        await next(context);
    });

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
