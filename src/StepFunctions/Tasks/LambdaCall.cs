using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Runtime;

namespace KillSwitch.StepFunctions.Tasks;

/// <summary>One call of Lambda's Invoke.</summary>
internal sealed record LambdaCall(string FunctionName, JsonElement Payload, string InvocationType, string? Qualifier)
{
    /// <summary>From the parameters of <c>lambda:invoke</c>.</summary>
    /// <exception cref="TaskFailureException">FunctionName is missing.</exception>
    public static LambdaCall Of(JsonElement parameters)
    {
        var name = Json.Text(parameters, "FunctionName")
            ?? throw new TaskFailureException(
                ErrorNames.Runtime,
                "The field 'FunctionName' of lambda:invoke is required, and must be a text."
            );
        return new LambdaCall(
            name,
            Json.Member(parameters, "Payload") is { ValueKind: not JsonValueKind.Null } payload ? Json.Compact(payload) : Json.EmptyObject,
            Json.Text(parameters, "InvocationType") ?? "RequestResponse",
            Json.Text(parameters, "Qualifier"));
    }
}
