using KillSwitch.Api.Kestrel;
using KillSwitch.Api.Routing;
using KillSwitch.Local.Identity;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Api.Requests;

/// <summary>Who asks, by the claims that the bearer-token handler has verified.</summary>
internal static class Callers
{
    private const string Remedy = "Get one with ./run token NAME (on the same data folder) and send it as Authorization: Bearer TOKEN.";

    public static async Task<Outcome<Actor>> OfAsync(HttpContext context) =>
        ClaimsActor.From(context.User) is { } actor ? actor : new Refusal(RefusalCode.NotAuthenticated, await WhyAsync(context));

    /// <summary>Logs what people did, refused or not; by the route's pattern, which holds no link's id.</summary>
    public static IApplicationBuilder UseActsLogged(this IApplicationBuilder app, ILogger log) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Match() is { Route.Rule.Access: RouteAccess.CheckedByDomain } match && ClaimsActor.From(context.User) is { } actor)
            log.OperatorActed(context.Request.Method, match.Pattern, actor.Id, context.Response.StatusCode);
    });

    private static async Task<string> WhyAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0)
            return $"This needs a token. {Remedy}";
        var result = await context.AuthenticateAsync();
        if (result.Failure is { } failure && failure.Message.Contains("expired", StringComparison.OrdinalIgnoreCase))
            return $"The token has expired. {Remedy}";
        return WasRevoked(context)
            ? $"The token was revoked. {Remedy}"
            : $"The token is not one of this stack's: it is damaged, or was issued for another data folder. {Remedy}";
    }

    private static bool WasRevoked(HttpContext context) =>
        LocalAuthentication.TokenOf(context.Request) is { } token
        && context.RequestServices.GetRequiredService<LocalTokens>().Format.IsRevoked(token);
}
