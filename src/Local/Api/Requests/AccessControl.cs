using KillSwitch.Api.Requests;
using KillSwitch.Local.Identity;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Api.Requests;

/// <summary>Holds every route to its <see cref="RouteRule"/>, with the claims that the bearer-token handler has verified.</summary>
internal static class AccessControl
{
    /// <summary>Who asks. Only behind a route that is not open.</summary>
    public static Actor Actor(this HttpContext context) => context.Features.Get<Actor>() ?? throw new InvalidOperationException("This route is open: nobody is known here.");

    public static IApplicationBuilder UseAccessControl(this IApplicationBuilder app, ILogger log) => app.Use(async (context, next) =>
    {
        // What routing answers itself (405) is an endpoint too, and no route.
        if (context.GetEndpoint() is not RouteEndpoint route)
        {
            await next(context);
            return;
        }
        var rule = route.Metadata.GetMetadata<RouteRule>()
            ?? throw new InvalidOperationException($"{route.RoutePattern.RawText} has no rule for who may use it. Give it one where it is mapped.");
        if (rule.Access == RouteAccess.Open)
        {
            await next(context);
            return;
        }
        if (ClaimsActor.From(context.User) is not { } actor)
        {
            await context.ChallengeAsync();
            await Answers.WriteAsync(context, new Refusal(RefusalCode.NotAuthenticated, await WhyAsync(context)));
            return;
        }
        if (rule.Access == RouteAccess.CheckedHere && Permissions.Check(actor, rule.Permission!.Value) is { } refusal)
        {
            await Answers.WriteAsync(context, refusal);
            return;
        }
        context.Features.Set(actor);
        await next(context);
        if (rule.Access == RouteAccess.CheckedByDomain)
            log.OperatorActed(context.Request.Method, RouteList.PatternOf(context), actor.Id, context.Response.StatusCode);
    });

    private static async Task<string> WhyAsync(HttpContext context)
    {
        const string Remedy = "Get one with ./run token NAME (on the same data folder) and send it as Authorization: Bearer TOKEN.";
        if (context.Request.Headers.Authorization.Count == 0)
            return $"This needs a token. {Remedy}";
        var result = await context.AuthenticateAsync();
        return result.Failure is { } failure && failure.Message.Contains("expired", StringComparison.OrdinalIgnoreCase)
            ? $"The token has expired. {Remedy}"
            : $"The token is not one of this stack's: it is damaged, or was issued for another data folder. {Remedy}";
    }
}
