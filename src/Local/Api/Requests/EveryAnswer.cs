using KillSwitch.Api.Requests;
using Microsoft.AspNetCore.Builder;

namespace KillSwitch.Local.Api.Requests;

/// <summary>What every answer has, whatever it is an answer to.</summary>
internal static class EveryAnswer
{
    private static readonly Dictionary<string, string> s_headers = SecurityHeaders.Of(signIn: null, encrypted: false);

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        foreach (var (name, value) in s_headers)
            context.Response.Headers[name] = value;
        return next(context);
    });
}
