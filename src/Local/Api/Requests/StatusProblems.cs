using KillSwitch.Api.Kestrel;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Local.Api.Requests;

/// <summary>Gives the answers that the framework leaves empty, those that come too late above all, their problem details.</summary>
internal static class StatusProblems
{
    public static IApplicationBuilder UseStatusProblems(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var response = context.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentType is not null || response.ContentLength is not null)
            return;
        await KestrelAnswers.WriteAsync(context, Of(context, response.StatusCode));
    });

    private static Refusal Of(HttpContext context, int status) =>
        status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout
        ? Faults.Unavailable(context)
        : new Refusal(RefusalCode.RequestMalformed, $"The request was answered with HTTP {status}.");
}
