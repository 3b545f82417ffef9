namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>What a Task state calls, from its Resource.</summary>
/// <param name="Kind">Who does the work.</param>
/// <param name="Text">The whole ARN.</param>
/// <param name="Service">Of an integration: <c>lambda</c>, <c>aws-sdk:dynamodb</c>. As history's resourceType.</param>
/// <param name="Operation">Of an integration, without its suffix: <c>invoke</c>.</param>
/// <param name="Pattern">How an integration ends.</param>
public sealed record TaskResource(TaskKind Kind, string Text, string Service, string Operation, TaskPattern Pattern)
{
    private const string IntegrationPrefix = "arn:aws:states:";

    internal static TaskResource None { get; } = new(TaskKind.Integration, "", "", "", TaskPattern.RequestResponse);

    /// <summary>The operation with its suffix, as history's resource: <c>invoke.waitForTaskToken</c>.</summary>
    public string Resource => Operation + Pattern switch
    {
        TaskPattern.WaitForTaskToken => ".waitForTaskToken",
        TaskPattern.Sync => ".sync",
        TaskPattern.Sync2 => ".sync:2",
        _ => "",
    };

    /// <summary>Null where the text is no resource.</summary>
    public static TaskResource? Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length < 6 || parts[0] != "arn")
            return null;
        if (parts[2] == "lambda")
            return parts.Length >= 7 && parts[5] == "function"
                ? new(TaskKind.Lambda, text, "lambda", "", TaskPattern.RequestResponse)
                : null;
        if (parts[2] != "states")
            return null;
        if (parts.Length == 7 && parts[5] == "activity")
            return new(TaskKind.Activity, text, "activity", "", TaskPattern.RequestResponse);
        if (!text.StartsWith(IntegrationPrefix, StringComparison.Ordinal) || parts[3].Length > 0 && parts[3] != "us-east-1")
            return null;
        var action = string.Join(':', parts[5..]);
        var (body, pattern) = Suffix(action);
        var colon = body.LastIndexOf(':');
        return colon <= 0 ? null : new(TaskKind.Integration, text, body[..colon], body[(colon + 1)..], pattern);
    }

    private static (string Body, TaskPattern Pattern) Suffix(string action)
    {
        foreach (
            var (suffix, pattern) in (ReadOnlySpan<(string, TaskPattern)>)
                [(".waitForTaskToken", TaskPattern.WaitForTaskToken), (".sync:2", TaskPattern.Sync2), (".sync", TaskPattern.Sync)]
        )
        {
            if (action.EndsWith(suffix, StringComparison.Ordinal))
                return (action[..^suffix.Length], pattern);
        }
        return (action, TaskPattern.RequestResponse);
    }
}
