using System.Text.Json.Serialization;

namespace KillSwitch.StepFunctions.LambdaEndpoint;

/// <summary>What Lambda answers when a function throws. Step Functions reads <c>errorType</c> as the error's name.</summary>
/// <param name="ErrorType">The exception's class name, without namespace, as the .NET runtime gives it.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Its frames, innermost first.</param>
/// <param name="Cause">The exception inside it.</param>
internal sealed record LambdaError(
    string ErrorType,
    string ErrorMessage,
    IReadOnlyList<string>? StackTrace = null,
    LambdaError? Cause = null
)
{
    public static LambdaError Of(Exception exception) => new(
        exception.GetType().Name,
        exception.Message,
        exception.StackTrace?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        exception.InnerException is { } inner ? Of(inner) : null);

    public static LambdaError TimedOut(string requestId, TimeSpan timeout) =>
        new(
            "Sandbox.Timedout",
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"
            )
        );
}

/// <summary>What Lambda's service itself answers, before any function runs.</summary>
internal sealed record LambdaServiceError(
    [property: JsonPropertyName("Type")] string Type,
    [property: JsonPropertyName("Message")] string Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(LambdaError))]
[JsonSerializable(typeof(LambdaServiceError))]
internal sealed partial class LambdaErrorJson : JsonSerializerContext;
