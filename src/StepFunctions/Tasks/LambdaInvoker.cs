using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StepFunctions.LambdaEndpoint;
using KillSwitch.StepFunctions.Runtime;

namespace KillSwitch.StepFunctions.Tasks;

/// <summary>Calls functions by Lambda's Invoke API: named by a Task's ARN, or through <c>lambda:invoke</c>. Thread-safe.</summary>
internal sealed class LambdaInvoker(StepFunctionsOptions options) : ITaskInvoker, IDisposable
{
    /// <summary>Above Lambda's own limit for a payload, 6 MB; a function that gives more is cut off.</summary>
    private const int MaxResponseBytes = 7 * 1024 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // No proxy: endpoints are local ones, whatever the environment says of the world outside.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxResponseBytes,
    };

    public string Calls =>
        "Lambda functions: by their ARNs, by arn:aws:states:::lambda:invoke and by arn:aws:states:::lambda:invoke.waitForTaskToken";

    public bool Handles(TaskResource resource) =>
        resource.Kind == TaskKind.Lambda
        || resource is
        {
            Kind: TaskKind.Integration,
            Service: "lambda",
            Operation: "invoke",
            Pattern: TaskPattern.RequestResponse or TaskPattern.WaitForTaskToken,
        };

    public async Task<JsonElement> InvokeAsync(TaskRequest task, CancellationToken cancellationToken)
    {
        var call =
            task.Resource.Kind == TaskKind.Lambda
                ? LambdaCall.Of(task.Resource.Text, task.Parameters)
                : LambdaCall.Of(task.Parameters);
        var (response, body) = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        using (response)
        {
            if (!response.IsSuccessStatusCode)
                throw LambdaErrors.OfResponse(response, body);
            var payload = Payload(body);
            var failed = response.Headers.Contains("X-Amz-Function-Error");
            if (task.Resource.Kind == TaskKind.Lambda)
                return failed ? throw LambdaErrors.OfFunction(payload, body) : payload;
            if (failed)
                throw LambdaErrors.OfFunction(payload, Json.Text(Json.Compact(payload)));
            return LambdaOutput.Of(response, body, Json.Compact(payload));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpResponseMessage Response, string Body)> SendAsync(LambdaCall call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.InvokeTimeout);
        try
        {
            var response = await ConnectAndSendAsync(call, limit.Token).ConfigureAwait(false);
            return (response, await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false));
        }
        catch (HttpRequestException failure)
        {
            throw new TaskFailureException("Lambda.SdkClientException", $"Unable to execute HTTP request: {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TaskFailureException(
                "Lambda.ClientExecutionTimeoutException",
                $"The function did not answer within {options.InvokeTimeout}."
            );
        }
    }

    /// <summary>Repeats what did not reach the endpoint, and nothing else.</summary>
    private async Task<HttpResponseMessage> ConnectAndSendAsync(LambdaCall call, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 > LongestPause ? LongestPause : pause * 2)
        {
            using var request = Request(call);
            try
            {
                return await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException failure)
                when (failure.HttpRequestError == HttpRequestError.ConnectionError
                    && TimeProvider.System.GetElapsedTime(started) + pause < options.LambdaConnectWithin
                )
            {
                await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private HttpRequestMessage Request(LambdaCall call)
    {
        var endpoint = options.FunctionEndpoints.TryGetValue(FunctionName.Of(call.FunctionName), out var elsewhere)
            ? elsewhere()
            : options.LambdaEndpoint;
        var path = $"{endpoint.AbsoluteUri.TrimEnd('/')}/2015-03-31/functions/{Uri.EscapeDataString(call.FunctionName)}/invocations";
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            call.Qualifier is null ? path : $"{path}?Qualifier={Uri.EscapeDataString(call.Qualifier)}"
        )
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        foreach (var (name, value) in call.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static JsonElement Payload(string body) =>
        body.Length == 0 ? Json.Null : Json.TryParse(body, out var payload) ? payload : Json.String(body);
}
