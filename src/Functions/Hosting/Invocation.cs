using Amazon.Lambda;
using Amazon.Lambda.Model;

namespace KillSwitch.Functions.Hosting;

/// <summary>Calls another function of this system and waits for its answer.</summary>
internal static class Invocation
{
    /// <exception cref="FunctionFailedException">It ran and failed.</exception>
    public static async Task<byte[]> CallAsync(IAmazonLambda lambda, string function, string payload, CancellationToken cancellationToken)
    {
        var answer = await lambda.InvokeAsync(
            new InvokeRequest
            {
                FunctionName = function,
                InvocationType = InvocationType.RequestResponse,
                Payload = payload,
            },
            cancellationToken
        );
        var bytes = answer.Payload?.ToArray() ?? [];
        return string.IsNullOrEmpty(answer.FunctionError)
            ? bytes
            : throw new FunctionFailedException($"{function} failed: {System.Text.Encoding.UTF8.GetString(bytes)}");
    }
}
