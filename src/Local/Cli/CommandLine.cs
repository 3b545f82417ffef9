using System.CommandLine;

namespace KillSwitch.Local.Cli;

/// <summary>The program's commands. <c>./run</c> sets up what they need and hands its arguments on.</summary>
public static class CommandLine
{
    /// <summary>How long Ctrl-C lets the batches and requests at work be finished.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    public static Task<int> RunAsync(string[] args) => ProgramRun.RunAsync(All(), args, StopWithin);

    internal static IEnumerable<Command> All() =>
        [
            DemoCommand.Create(),
            LocalCommand.Create(),
            OrdersCommand.Create(),
            TailCommand.Create(),
            LimitsCommand.Create(),
            PricesCommand.Create(),
            LimitCommand.Create(),
            TokenCommand.Create(),
            ConsoleCommand.Create(),
            .. ActCommands.All(),
            .. LookCommands.All(),
        ];
}
