using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Api.Requests;

/// <summary>Writes what was asked for, or the problem.</summary>
public static class Answers
{
    public static Task WriteAsync<T>(HttpContext context, Outcome<T> outcome, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
        where T : class =>
        outcome.IsRefused
            ? WriteAsync(context, outcome.Refusal)
            : WriteJsonAsync(context, outcome.Value, type, status);

    public static Task WriteJsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        WriteBytesAsync(context, JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json", status);

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var problem = ProblemOf(context, refusal);
        return WriteBytesAsync(context, JsonSerializer.SerializeToUtf8Bytes(problem, ApiJson.Default.Problem), "application/problem+json", problem.Status);
    }

    public static Task WriteBytesAsync(HttpContext context, byte[] body, string contentType, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static Problem ProblemOf(HttpContext context, Refusal refusal) => Problem.Of(refusal, TraceId(context));

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
