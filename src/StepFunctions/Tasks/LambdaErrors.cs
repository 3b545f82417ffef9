using System.Net;
using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Runtime;

namespace KillSwitch.StepFunctions.Tasks;

/// <summary>Names the errors of Lambda as Step Functions does.</summary>
internal static class LambdaErrors
{
    /// <summary>The function threw: its errorType is the error's name.</summary>
    public static TaskFailureException OfFunction(JsonElement payload, string cause) =>
        new(Json.Text(payload, "errorType") ?? "Lambda.Unknown", cause);

    /// <summary>Lambda refused or failed.</summary>
    public static TaskFailureException OfResponse(HttpResponseMessage response, string body)
    {
        var status = (int)response.StatusCode;
        var code = ErrorType(response, status);
        var message = Json.TryParse(body, out var json) ? Json.Text(json, "Message") ?? Json.Text(json, "message") : null;
        var requestId = response.Headers.TryGetValues("x-amzn-RequestId", out var ids) ? ids.First() : Guid.NewGuid().ToString();
        return new TaskFailureException(
            "Lambda." + code,
            $"{message ?? response.ReasonPhrase} (Service: AWSLambda; Status Code: {status}; Error Code: {code}; Request ID: {requestId}; Proxy: null)"
        );
    }

    private static string ErrorType(HttpResponseMessage response, int status)
    {
        if (response.Headers.TryGetValues("x-amzn-ErrorType", out var types))
            return types.First().Split(':')[0];
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound => "ResourceNotFoundException",
            HttpStatusCode.TooManyRequests => "TooManyRequestsException",
            HttpStatusCode.InternalServerError => "ServiceException",
            _ when status >= 500 => "AWSLambdaException",
            _ => "InvalidParameterValueException",
        };
    }
}
