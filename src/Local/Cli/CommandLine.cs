using System.CommandLine;

namespace KillSwitch.Local.Cli;

/// <summary>The program's commands. <c>./run</c> sets up what they need and hands its arguments on.</summary>
public static class CommandLine
{
    /// <summary>How long Ctrl-C lets the batches and requests at work be finished.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("A pre-trade kill switch for brokerage order flow (SEC Rule 15c3-5).")
        {
            DemoCommand.Create(),
            LocalCommand.Create(),
            OrdersCommand.Create(),
            TailCommand.Create(),
            TokenCommand.Create(),
        };
        foreach (var act in ActCommands.All().Concat(LookCommands.All()))
            root.Subcommands.Add(act);
        return ProgramRun.RunAsync(
            root,
            args,
            parsed => $"./run {parsed.CommandResult.Command.Name} --help lists the options.",
            StopWithin
        );
    }
}
