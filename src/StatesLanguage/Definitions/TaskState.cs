using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Has something else do the work.</summary>
internal sealed record TaskState : State
{
    /// <summary>What the service uses where a definition names no time-out: 99,999,999 s, over three years.</summary>
    public const long DefaultTimeoutSeconds = 99_999_999;

    public override string Type => "Task";

    public required TaskResource Resource { get; init; }

    public Template? TimeoutSeconds { get; init; }

    public Template? HeartbeatSeconds { get; init; }

    /// <summary>
    /// Why it cannot run: a definition that an earlier version accepted may name a role to take on. Null: it can.
    /// </summary>
    public string? NotHonoured { get; init; }

    public static State Read(StateDefinitionReader reader)
    {
        var text = reader.Fields.String("Resource", required: true) ?? "";
        var resource = TaskResource.Parse(text);
        CheckResource(reader, text, resource);
        CheckFunctionName(reader, resource);
        var timeout = reader.Number("TimeoutSeconds", least: 1);
        var heartbeat = reader.Number("HeartbeatSeconds", least: 1);
        return reader.Common(new TaskState
        {
            Name = reader.Name,
            Language = reader.Language,
            Resource = resource ?? TaskResource.None,
            TimeoutSeconds = timeout,
            HeartbeatSeconds = heartbeat,
            NotHonoured = TaskOptions.Check(reader.Fields, timeout, heartbeat),
        });
    }

    private static void CheckResource(StateDefinitionReader reader, string text, TaskResource? resource)
    {
        if (text.Length == 0 || Placeholders.Found(reader.Fields, text, "Resource"))
            return;
        if (resource is null)
            reader.Fields.Wrong(
                $"The resource provided {text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
                "Resource"
            );
        else if (reader.Host?.WhyNot(resource) is { } why)
            reader.Fields.Wrong(why, "Resource");
    }

    private static void CheckFunctionName(StateDefinitionReader reader, TaskResource? resource)
    {
        if (resource is not { Kind: TaskKind.Integration, Service: "lambda" })
            return;
        var parameters = reader.Language == QueryLanguage.JsonPath ? "Parameters" : "Arguments";
        if (reader.Fields.Any(parameters) is { } given && Json.Text(given, "FunctionName") is { } name)
            Placeholders.Found(reader.Fields, name, $"{parameters}/FunctionName");
    }
}
