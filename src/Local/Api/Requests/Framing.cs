using KillSwitch.Api.Kestrel;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Local.Api.Requests;

/// <summary>
/// Leaves no doubt about where a request ends. The web server reads some lengths that others read otherwise
/// (<c>Content-Length: +0</c>); behind a proxy that shares connections, what it takes for the next request could be
/// somebody else's. So whatever has a body where none belongs, or one that is wrong, ends its connection.
/// </summary>
internal static class Framing
{
    public static IApplicationBuilder UseStrictFraming(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var http = (HttpContext)state;
                        if (
                            http.Response.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge
                            || OnlyLooks(http.Request) && http.Request.ContentLength is not null
                        )
                            http.Response.Headers.Connection = "close";
                        return Task.CompletedTask;
                    },
                    context
                );
                if (OnlyLooks(context.Request) && (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0))
                    await KestrelAnswers.WriteAsync(
                        context,
                        new Refusal(
                            RefusalCode.RequestMalformed,
                            $"A {context.Request.Method} has no body here. Leave Content-Length and Transfer-Encoding out."
                        )
                    );
                else
                    await next(context);
            }
        );

    private static bool OnlyLooks(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
