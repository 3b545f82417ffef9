using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.StepFunctions.LambdaEndpoint;

/// <summary>Writes answers as Lambda's Invoke API gives them.</summary>
internal static class LambdaResponse
{
    public static Task WriteResultAsync(HttpResponse response, byte[] payload) => WriteAsync(response, payload);

    /// <summary>A function's failure is a successful invocation: 200, and a header that says what is in the body.</summary>
    public static Task WriteFunctionErrorAsync(HttpResponse response, LambdaError error)
    {
        response.Headers["X-Amz-Function-Error"] = "Unhandled";
        return WriteAsync(response, JsonSerializer.SerializeToUtf8Bytes(error, LambdaErrorJson.Default.LambdaError));
    }

    public static Task WriteServiceErrorAsync(HttpResponse response, int status, string type, string message)
    {
        response.StatusCode = status;
        response.Headers["x-amzn-ErrorType"] = type;
        return WriteAsync(
            response,
            JsonSerializer.SerializeToUtf8Bytes(new LambdaServiceError("User", message), LambdaErrorJson.Default.LambdaServiceError)
        );
    }

    private static async Task WriteAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
