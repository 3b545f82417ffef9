using KillSwitch.WebConsole.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KillSwitch.Local.Api.Pages;

/// <summary>Serves the console's pages. Nobody has to be known for them: what they show is asked for by whoever is signed in.</summary>
internal static class ConsolePages
{
    public static IApplicationBuilder UseConsolePages(this IApplicationBuilder app, ConsoleFiles files) => app.Use((context, next) =>
    {
        var path = context.Request.Path.Value ?? "";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return next(context);
        if (path is "" or "/" or "/console")
        {
            context.Response.Redirect(ConsoleFiles.Root);
            return Task.CompletedTask;
        }
        return path.StartsWith(ConsoleFiles.Root, StringComparison.Ordinal) && files.Find(path[ConsoleFiles.Root.Length..]) is { } file
            ? SendAsync(context, file)
            : next(context);
    });

    private static Task SendAsync(HttpContext context, ConsoleFile file)
    {
        var headers = context.Response.Headers;
        // A browser asks each time, and is told in a line that it has it: pages of two versions never meet.
        headers.CacheControl = "no-cache";
        headers.ETag = file.ETag;
        if (context.Request.Headers[HeaderNames.IfNoneMatch].Contains(file.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Content.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(file.Content).AsTask();
    }
}
