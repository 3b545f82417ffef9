using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KillSwitch.Hosting;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.Workflows.Tracing;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.StepFunctions.Wire;

/// <summary>
/// The JSON protocol of Step Functions: <c>POST /</c>, the operation in <c>X-Amz-Target</c>, errors as 400 with <c>__type</c>.
/// </summary>
internal sealed class WireEndpoint(Engine engine, IEnumerable<IOperation> operations, bool showTaskTokens)
{
    private const string TargetPrefix = "AWSStepFunctions.";
    private const string ContentType = "application/x-amz-json-1.0";

    /// <summary>How operations begin that only look.</summary>
    private static readonly string[] s_looking = ["Describe", "List", "Get", "Validate"];

    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = Json.MaxDepth,
    };

    private readonly Dictionary<string, IOperation> _operations = operations.ToDictionary(o => o.Name, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext http)
    {
        var target = http.Request.Headers["X-Amz-Target"].ToString();
        var name = target.StartsWith(TargetPrefix, StringComparison.Ordinal) ? target[TargetPrefix.Length..] : "";
        http.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        using var span = _operations.ContainsKey(name) ? Begun(http, name) : null;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, engine.Stopping);
        try
        {
            if (!HttpMethods.IsPost(http.Request.Method) || !_operations.TryGetValue(name, out var operation))
                throw new WireException("UnknownOperationException", $"'{target}' is no operation of this endpoint.");
            var request = new Request(await ReadAsync(http).ConfigureAwait(false));
            var answer = new ArrayBufferWriter<byte>();
            await using (var json = new Utf8JsonWriter(answer, Writing))
            {
                json.WriteStartObject();
                await operation.HandleAsync(engine, request, json, giveUp.Token).ConfigureAwait(false);
                json.WriteEndObject();
            }
            var shown = showTaskTokens || operation.HandsTokensOut ? answer.WrittenMemory : TaskToken.Hidden(answer.WrittenMemory);
            await SendAsync(http, StatusCodes.Status200OK, shown).ConfigureAwait(false);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await FailAsync(
                    http,
                    tooLarge.StatusCode,
                    "RequestEntityTooLargeException",
                    "The request is larger than any call can be.",
                    null
                )
                .ConfigureAwait(false);
        }
        catch (BadHttpRequestException unreadable)
        {
            await FailAsync(
                    http,
                    unreadable.StatusCode,
                    "SerializationException",
                    $"The request cannot be read: {unreadable.Message}",
                    null
                )
                .ConfigureAwait(false);
        }
        catch (WireException error)
        {
            await FailAsync(http, StatusCodes.Status400BadRequest, error.Code, error.Message, error.Extra).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested || engine.Stopping.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (Exception fault)
        {
            Logs.OperationFailed(engine.Logger, name, fault);
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
            await FailAsync(http, StatusCodes.Status500InternalServerError, "InternalServerException", fault.Message, null)
                .ConfigureAwait(false);
        }
    }

    private static Activity? Begun(HttpContext http, string operation)
    {
        var span = Spans.Engine.Serve(operation, http.Request.Headers.TraceParent);
        if (s_looking.Any(verb => operation.StartsWith(verb, StringComparison.Ordinal)))
            span?.SetTag(Spans.Minor, true);
        return span;
    }

    private static async Task<JsonElement> ReadAsync(HttpContext http)
    {
        var text = Encoding.UTF8.GetString(await RequestBody.ReadAsync(http, http.RequestAborted).ConfigureAwait(false));
        if (text.Length == 0)
            return Json.EmptyObject;
        return Json.TryParse(text, out var body) && body.ValueKind == JsonValueKind.Object
            ? body
            : throw new WireException("SerializationException", "The request is no JSON object.");
    }

    private static Task FailAsync(HttpContext http, int status, string code, string message, (string Name, string Value)? extra)
    {
        var body = Json.Object(("__type", Json.String(code)), ("message", Json.String(message)));
        if (extra is { } member)
            body = Json.With(body, member.Name, Json.String(member.Value));
        http.Response.Headers["x-amzn-ErrorType"] = code;
        return SendAsync(http, status, Encoding.UTF8.GetBytes(Json.Text(body)));
    }

    private static Task SendAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
