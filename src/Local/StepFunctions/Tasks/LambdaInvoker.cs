using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KillSwitch.Local.StepFunctions.Runtime;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.Local.StepFunctions.Tasks;

/// <summary>Calls functions by Lambda's Invoke API: named by a Task's ARN, or through <c>lambda:invoke</c>. Thread-safe.</summary>
internal sealed class LambdaInvoker(HttpClient http, Uri endpoint, TimeSpan timeout) : ITaskInvoker
{
    public bool Handles(TaskRequest task) =>
        task.Resource.Kind == TaskKind.Lambda || task.Resource is { Kind: TaskKind.Integration, Service: "lambda", Operation: "invoke" };

    public async Task<JsonElement> InvokeAsync(TaskRequest task, CancellationToken cancellationToken)
    {
        var call = task.Resource.Kind == TaskKind.Lambda ? new LambdaCall(task.Resource.Text, task.Parameters, "RequestResponse", null) : LambdaCall.Of(task.Parameters);
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

    private async Task<(HttpResponseMessage Response, string Body)> SendAsync(LambdaCall call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var path = $"{endpoint.AbsoluteUri.TrimEnd('/')}/2015-03-31/functions/{Uri.EscapeDataString(call.FunctionName)}/invocations";
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Qualifier is null ? path : $"{path}?Qualifier={Uri.EscapeDataString(call.Qualifier)}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Json.Text(call.Payload)))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.TryAddWithoutValidation("X-Amz-Invocation-Type", call.InvocationType);
        try
        {
            var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            return (response, await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false));
        }
        catch (HttpRequestException failure)
        {
            throw new TaskFailureException("Lambda.SdkClientException", $"Unable to execute HTTP request: {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TaskFailureException("Lambda.ClientExecutionTimeoutException", $"The function did not answer within {timeout}.");
        }
    }

    private static JsonElement Payload(string body) =>
        body.Length == 0 ? Json.Null : Json.TryParse(body, out var payload) ? payload : Json.String(body);
}
