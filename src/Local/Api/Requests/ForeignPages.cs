using System.Net;
using KillSwitch.Api.Kestrel;
using KillSwitch.Hosting;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Local.Api.Requests;

/// <summary>
/// Lets no page of another site act here, nor one whose own name was re-bound to this address. Nothing depends on it alone:
/// a token is in no cookie, so no page has one that was not typed into it.
/// </summary>
internal static class ForeignPages
{
    /// <param name="app">Where it stands: before anything that looks at who asks.</param>
    /// <param name="listen">On a loopback address only this machine's own names are served; behind a public one, any name leads
    /// here.</param>
    public static IApplicationBuilder UseNoForeignPages(this IApplicationBuilder app, IPAddress listen) => app.Use(async (context, next) =>
    {
        if (Objection(context.Request, IPAddress.IsLoopback(listen)) is { } refusal)
            await KestrelAnswers.WriteAsync(context, refusal);
        else
            await next(context);
    });

    private static Refusal? Objection(HttpRequest request, bool ownNamesOnly)
    {
        if (ownNamesOnly && !LoopbackHost.Is(request.Host.Host))
            return new Refusal(
                RefusalCode.HostUnknown,
                "This is served as 127.0.0.1 and localhost, and the request's Host header names something else. Call it by one of these."
            );
        // Links are opened from anywhere: looking is open. Acting is not.
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request))
            return null;
        return new Refusal(
            RefusalCode.ForeignPage,
            "This was sent by a web page of another site. Decide on the page that the link opens, or from a program, which sends neither Origin nor Sec-Fetch-Site."
        );
    }

    /// <summary>
    /// Browsers say in <c>Sec-Fetch-Site</c> where a request comes from, and no page can change it; older ones name the page in
    /// <c>Origin</c>.
    /// </summary>
    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site)
            return site.ToString() is "same-origin" or "none";
        return request.Headers.Origin.Count == 0
            || Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
                && HostString.FromUriComponent(origin).Equals(HostString.FromUriComponent(new Uri($"{origin.Scheme}://{request.Host}")));
    }
}
