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
        var ports = new PortCliOptions();
        var shared = new StackCliOptions();
        var command = new Command("local", "Run the whole stack on this machine until Ctrl-C.") { data, only, name, showTokens, replay };
        ports.AddTo(command);
        shared.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = shared.Read(parsed, new DataDirectory(parsed.GetValue(data)!), DetectionSettings.Default) with
            {
                Ports = ports.Read(parsed),
                Only = parsed.GetValue(only) is { Length: > 0 } parts ? parts.ToHashSet() : null,
                RouterName = parsed.GetValue(name),
                ShowTaskTokens = parsed.GetValue(showTokens),
                Replays = parsed.GetValue(replay),
            };
            return await LocalRun.RunAsync(options, cancellationToken);
        });
        return command;
    }
}
