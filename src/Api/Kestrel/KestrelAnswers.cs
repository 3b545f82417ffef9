using System.Diagnostics;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Api.Kestrel;

/// <summary>Sends answers through ASP.NET Core.</summary>
public static class KestrelAnswers
{
    /// <summary>To HEAD the web server sends all but the body.</summary>
    public static Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        return response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask();
    }

    public static Task WriteAsync(HttpContext context, Refusal refusal) => WriteAsync(context, ApiAnswer.Of(refusal, TraceId(context)));

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
