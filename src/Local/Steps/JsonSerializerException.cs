namespace KillSwitch.Local.Steps;

/// <summary>The input does not fit the function. Named as in Lambda's .NET serializer, whose name a state machine sees. Retrying does not help.</summary>
internal sealed class JsonSerializerException(string message, Exception inner) : Exception(message, inner);
