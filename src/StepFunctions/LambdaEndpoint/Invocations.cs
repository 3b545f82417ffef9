using System.Text.Json;
using KillSwitch.Hosting;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KillSwitch.StepFunctions.LambdaEndpoint;

/// <summary>Answers Invoke requests.</summary>
/// <param name="functions">By the name they are deployed under.</param>
/// <param name="timeout">How long one may run.</param>
/// <param name="time">Measures it.</param>
/// <param name="log">Where failures of functions are told.</param>
/// <param name="stopping">The endpoint stops.</param>
internal sealed class Invocations(
    IReadOnlyDictionary<string, StepFunction> functions,
    TimeSpan timeout,
    TimeProvider time,
    ILogger log,
    CancellationToken stopping
)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var requestId = Guid.NewGuid().ToString();
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        var name = FunctionName.Of(context.Request.RouteValues["name"]?.ToString() ?? "");
        if (!functions.TryGetValue(name, out var function))
        {
            await LambdaResponse.WriteServiceErrorAsync(context.Response, StatusCodes.Status404NotFound, "ResourceNotFoundException",
                $"Function not found: {name}. Functions here: {string.Join(", ", functions.Keys.Order(StringComparer.Ordinal))}");
            return;
        }
        if (context.Request.Headers["X-Amz-Invocation-Type"].ToString() is not ("" or "RequestResponse") and var type)
        {
            await LambdaResponse.WriteServiceErrorAsync(context.Response, StatusCodes.Status400BadRequest, "InvalidParameterValueException",
                $"Invocation type '{type}' is not served here; use RequestResponse.");
            return;
        }
        if (await ReadAsync(context) is not { } input)
            return;
        if (AmznTrace.FromTraceParent(TraceParent(input)) is { } trace)
            context.Response.Headers[Headers.AmznTraceId] = trace;
        await RunAsync(context, name, function, input, requestId);
    }

    /// <summary>The trace that a step's input carries, which on AWS is the one that its execution was started with.</summary>
    private static string? TraceParent(byte[] input)
    {
        using var parsed = JsonDocument.Parse(input);
        return
            parsed.RootElement.ValueKind == JsonValueKind.Object
            && parsed.RootElement.TryGetProperty("trace_parent", out var trace)
            && trace.ValueKind == JsonValueKind.String
            ? TraceContext.Checked(trace.GetString())
            : null;
    }

    /// <summary>The body if it is JSON; otherwise null, and the request is answered.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        try
        {
            var bytes = await RequestBody.ReadAsync(context, context.RequestAborted);
            if (bytes.Length == 0)
                return "{}"u8.ToArray();
            using var parsed = JsonDocument.Parse(bytes);
            return bytes;
        }
        catch (JsonException e)
        {
            await LambdaResponse.WriteServiceErrorAsync(context.Response, StatusCodes.Status400BadRequest, "InvalidRequestContentException",
                $"Could not parse request body into json: {e.Message}");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await LambdaResponse.WriteServiceErrorAsync(context.Response, StatusCodes.Status413PayloadTooLarge, "RequestTooLargeException",
                "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
        }
        catch (BadHttpRequestException e)
        {
            await LambdaResponse.WriteServiceErrorAsync(
                context.Response,
                e.StatusCode,
                "InvalidRequestContentException",
                $"Could not read the request: {e.Message}"
            );
        }
        return null;
    }

    private async Task RunAsync(HttpContext context, string name, StepFunction function, byte[] input, string requestId)
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(timeout, time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            var output = await function(input, cancel.Token).WaitAsync(cancel.Token);
            context.Response.Headers["X-Amz-Executed-Version"] = "$LATEST";
            await LambdaResponse.WriteResultAsync(context.Response, output);
            log.StepDone(name, (long)time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The engine sees a broken connection, not a failed function, and calls again after the restart.
            context.Abort();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            log.StepTimedOut(name, timeout);
            await LambdaResponse.WriteFunctionErrorAsync(context.Response, LambdaError.TimedOut(requestId, timeout));
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            // Whatever a function throws is its answer: the state machine decides what it means.
            log.StepFailed(name, e);
            await LambdaResponse.WriteFunctionErrorAsync(context.Response, LambdaError.Of(e));
        }
    }
}
