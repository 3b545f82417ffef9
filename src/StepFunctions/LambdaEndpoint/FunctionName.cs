namespace KillSwitch.StepFunctions.LambdaEndpoint;

/// <summary>The forms in which Lambda's callers name a function: its name, its ARN, either with a qualifier.</summary>
internal static class FunctionName
{
    /// <summary>The bare name in <paramref name="text"/>.</summary>
    public static string Of(string text)
    {
        const string Function = "function:";
        var at = text.IndexOf(Function, StringComparison.Ordinal);
        var name = at < 0 ? text : text[(at + Function.Length)..];
        var qualifier = name.IndexOf(':');
        return qualifier < 0 ? name : name[..qualifier];
    }
}
