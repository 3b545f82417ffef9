using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.StepFunctions.Client;

/// <summary>Makes calls of the wire API. Thread-safe.</summary>
public sealed class WireCaller(HttpClient http, Func<CancellationToken, Task<Uri>> endpoint)
{
    private static readonly MediaTypeHeaderValue Json10 = new("application/x-amz-json-1.0");

    /// <exception cref="StepFunctionsErrorException">The call was refused.</exception>
    /// <exception cref="ExecutionsUnavailableException">There was no answer, or one that says the fault is not the call's.</exception>
    public async Task<JsonElement> CallAsync(string operation, JsonElement body, string? traceParent, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, await endpoint(cancellationToken).ConfigureAwait(false))
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Json.Text(body))) { Headers = { ContentType = Json10 } },
            };
            request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);
            if (traceParent is not null)
                request.Headers.TryAddWithoutValidation("traceparent", traceParent);
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return Read(operation, response, text);
        }
        catch (HttpRequestException failure)
        {
            throw new ExecutionsUnavailableException($"Step Functions does not answer to {operation}: {failure.Message}", failure);
        }
        catch (TaskCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ExecutionsUnavailableException($"Step Functions did not answer to {operation} in time.", failure);
        }
    }

    private static JsonElement Read(string operation, HttpResponseMessage response, string text)
    {
        var known = Json.TryParse(text.Length == 0 ? "{}" : text, out var answer);
        if (response.IsSuccessStatusCode && known)
            return answer;
        var code = (known ? Json.Text(answer, "__type") : null) ?? "";
        var message = (known ? Json.Text(answer, "message") : null) ?? text;
        if (known && code.Length > 0 && (int)response.StatusCode is >= 400 and < 500)
            throw new StepFunctionsErrorException(code[(code.LastIndexOf('#') + 1)..], message);
        throw new ExecutionsUnavailableException(
            $"Step Functions answered to {operation} with status {(int)response.StatusCode}: {message}"
        );
    }
}
