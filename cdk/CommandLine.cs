namespace KillSwitch.Cdk;

/// <summary>What stands behind <c>dotnet run --</c>; nothing does where the CDK CLI calls.</summary>
/// <param name="Context">Settings; they take precedence over the CLI's.</param>
/// <param name="Output">Where the templates go; null: where the CLI says.</param>
/// <param name="Problem">What is wrong with the arguments; null: nothing.</param>
public sealed record CommandLine(IDictionary<string, object> Context, string? Output, string? Problem)
{
    private const string Usage = "Write: dotnet run -- [-c NAME=VALUE]... [--output FOLDER]";

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var context = new Dictionary<string, object>();
        string? output = null;
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            if (args[i] is "-c" or "--context" && value?.Split('=', 2) is [{ Length: > 0 } name, var setting])
                context[name] = setting;
            else if (args[i] is "--output" && value is not null)
                output = value;
            else
                return new CommandLine(context, output, $"'{args[i]}' is not understood. {Usage}");
        }
        return new CommandLine(context, output, null);
    }
}
