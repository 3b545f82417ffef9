namespace KillSwitch.StepFunctions.Client;

/// <summary>Step Functions refused a call. The same call again is refused again.</summary>
/// <param name="code">As the service names it: <c>InvalidDefinition</c>.</param>
/// <param name="message">In the service's words.</param>
public sealed class StepFunctionsErrorException(string code, string message) : Exception($"{code}: {message}")
{
    public string Code { get; } = code;
}
