using System.CommandLine;
using KillSwitch.Local.Stack;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run local</c>: the stack, kept running until Ctrl-C.</summary>
internal static class LocalCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description =
                "Where incidents, executions, tokens, keys and mail are kept. A start on the same directory goes on where the last one ended.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DataDirectory.Default,
        };
        var only = new Option<string[]>("--only")
        {
            Description =
                $"Run only these parts of the stack, comma-separated, and find the others through DIR/endpoints.json: {string.Join(", ", PartNames.All)}.",
            HelpName = "PART[,PART]",
            CustomParser = result =>
                [
                    .. result.Tokens.SelectMany(t =>
                        t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    ),
                ],
        };
        only.Validators.Add(result =>
        {
            foreach (var part in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (!PartNames.All.Contains(part))
                    result.AddError($"There is no part '{part}'. The parts are {string.Join(", ", PartNames.All)}.");
            }
        });
        var name = new Option<string?>("--name")
        {
            Description = "What this process's router calls itself in the audit (with --only router).",
            HelpName = "NAME",
        };
        var showTokens = new Option<bool>("--show-task-tokens")
        {
            Description = "Have GetExecutionHistory show task tokens, as AWS does. Whoever reads one can complete its task.",
        };
        var replay = new Option<bool>("--replay")
        {
            Description =
                "Let orders say that they are played again (the header replay: RUN/NUMBER), and measure each run by its orders' own times. Not where orders are to be stopped: it is a way around every limit.",
        };
        var quiet = new Option<bool>("--quiet")
        {
            Description = "Say nothing of what happens: no kills, mails, restores and refusals, once it is ready.",
        };
        var lambda = LambdaOption();
        var ports = new PortCliOptions();
        var shared = new StackCliOptions();
        var command = new Command("local", "Run the whole stack on this machine until Ctrl-C.")
        {
            data, only, name, lambda, showTokens, replay, quiet,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(lambda) is not null && result.GetValue(only) is { Length: > 0 } parts && !parts.Contains(PartNames.Engine))
                result.AddError("--lambda-endpoint says what the engine calls, which --only leaves out; give it where the engine runs.");
        });
        ports.AddTo(command);
        shared.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = shared.Read(parsed, new DataDirectory(parsed.GetValue(data)!), DetectionSettings.Default) with
            {
                Ports = ports.Read(parsed),
                Only = parsed.GetValue(only) is { Length: > 0 } parts ? parts.ToHashSet() : null,
                RouterName = parsed.GetValue(name),
                LambdaEndpoint = parsed.GetValue(lambda) is { } url ? new Uri(url) : null,
                ShowTaskTokens = parsed.GetValue(showTokens),
                Replays = parsed.GetValue(replay),
            };
            return await LocalRun.RunAsync(options, parsed.GetValue(quiet), cancellationToken);
        });
        return command;
    }

    private static Option<string?> LambdaOption()
    {
        var option = new Option<string?>("--lambda-endpoint")
        {
            Description =
                "Where the functions of your own state machines are called, by Lambda's Invoke API. The workflow's own steps stay here.",
            HelpName = "URL",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not { } given)
                return;
            if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                result.AddError($"--lambda-endpoint is '{given}', but must be an http or https address, such as http://127.0.0.1:3001.");
        });
        return option;
    }
}
