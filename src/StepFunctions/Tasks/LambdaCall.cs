using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Runtime;

namespace KillSwitch.StepFunctions.Tasks;

/// <summary>One call of Lambda's Invoke.</summary>
/// <param name="FunctionName">Its name or ARN.</param>
/// <param name="Body">What is posted.</param>
/// <param name="Qualifier">A version or an alias, where one is named.</param>
/// <param name="Headers">What else the API takes, by the names of its headers.</param>
internal sealed record LambdaCall(string FunctionName, string Body, string? Qualifier, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly Dictionary<string, string> s_headers = new(StringComparer.Ordinal)
    {
        ["InvocationType"] = "X-Amz-Invocation-Type",
        ["ClientContext"] = "X-Amz-Client-Context",
        ["LogType"] = "X-Amz-Log-Type",
    };

    private static readonly Dictionary<string, string> s_synchronous = new() { [s_headers["InvocationType"]] = "RequestResponse" };

    /// <summary>Of a function named by a Task's ARN: its whole input is the payload.</summary>
    public static LambdaCall Of(string arn, JsonElement input) => new(arn, Json.Text(input), null, s_synchronous);

    /// <summary>From the parameters of <c>lambda:invoke</c>.</summary>
    /// <exception cref="TaskFailureException">FunctionName is missing, or there is a parameter that it does not have.</exception>
    public static LambdaCall Of(JsonElement parameters)
    {
        var name = Json.Text(parameters, "FunctionName")
            ?? throw new TaskFailureException(
                ErrorNames.Runtime,
                "The field 'FunctionName' of lambda:invoke is required, and must be a text."
            );
        string? qualifier = null;
        var headers = new Dictionary<string, string>(s_synchronous);
        foreach (var parameter in parameters.EnumerateObject())
        {
            if (s_headers.TryGetValue(parameter.Name, out var header))
                headers[header] = Text(parameters, parameter);
            else if (parameter.Name == "Qualifier")
                qualifier = Text(parameters, parameter);
            else if (parameter.Name is not ("FunctionName" or "Payload"))
                throw NotUsable(parameters, $"The field \"{parameter.Name}\" is not supported by Step Functions");
        }
        return new LambdaCall(name, BodyOf(Json.Member(parameters, "Payload")), qualifier, headers);
    }

    /// <summary>A text is what is posted, as it is: whoever gives one has made its JSON himself.</summary>
    private static string BodyOf(JsonElement? payload) => payload switch
    {
        null or { ValueKind: JsonValueKind.Null } => "{}",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } value => Json.Text(Json.Compact(value)),
    };

    private static string Text(JsonElement parameters, JsonProperty parameter) =>
        parameter.Value.ValueKind == JsonValueKind.String
            ? parameter.Value.GetString()!
            : throw NotUsable(parameters, $"The value of the field '{parameter.Name}' has an invalid format");

    private static TaskFailureException NotUsable(JsonElement parameters, string why) =>
        new(ErrorNames.Runtime, $"The Parameters '{Json.Text(Json.Compact(parameters))}' could not be used to start the Task: [{why}]");
}
