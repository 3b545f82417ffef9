namespace KillSwitch.StepFunctions.Wire;

/// <summary>A call is answered with an error.</summary>
public sealed class WireException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Members beside the message.</summary>
    public (string Name, string Value)? Extra { get; init; }

    public static WireException Validation(string message) => new("ValidationException", message);

    public static WireException MachineDoesNotExist(string arn) =>
        new("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    public static WireException ExecutionDoesNotExist(string arn) => new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");

    public static WireException ActivityDoesNotExist(string arn) => new("ActivityDoesNotExist", $"Activity Does Not Exist: '{arn}'");

    public static WireException ResourceNotFound(string arn) => new("ResourceNotFound", $"Resource not found: '{arn}'");

    public static WireException ServiceUnavailable(string why) => new("ServiceUnavailable", why);

    public static WireException InvalidArn(string why) => new("InvalidArn", $"Invalid Arn: '{why}'");

    public static WireException InvalidName(string name) => new("InvalidName", $"Invalid Name: '{name}'");

    public static WireException InvalidDefinition(string why) => new("InvalidDefinition", $"Invalid State Machine Definition: '{why}'");
}
