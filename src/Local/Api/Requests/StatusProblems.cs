using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Local.Api.Requests;

/// <summary>Gives the answers that the framework leaves empty (no such route, no such method, too late) their problem details.</summary>
internal static class StatusProblems
{
    public static IApplicationBuilder UseStatusProblems(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var response = context.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentType is not null || response.ContentLength is not null)
            return;
        await Answers.WriteAsync(context, Of(context, response.StatusCode));
    });

    private static Refusal Of(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => new Refusal(RefusalCode.NotFound, $"There is nothing at this path. There is: {RouteList.All(context)}."),
        StatusCodes.Status405MethodNotAllowed => new Refusal(RefusalCode.MethodNotAllowed, $"{context.Request.Method} does not go with this path. {context.Response.Headers.Allow} does."),
        StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => Faults.Unavailable,
        _ => new Refusal(RefusalCode.RequestMalformed, $"The request was answered with HTTP {status}."),
    };
}
