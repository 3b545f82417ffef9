using System.CommandLine;

namespace KillSwitch.Local.Cli;

/// <summary>The program's commands. <c>./run</c> sets up what they need and hands its arguments on.</summary>
internal static class CommandLine
{
    /// <summary>Usage that cannot be followed, or a set-up that is not there: the message says what to do.</summary>
    public const int ExitCannotStart = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("A pre-trade kill switch for brokerage order flow (SEC Rule 15c3-5).")
        {
            DemoCommand.Create(),
            LocalCommand.Create(),
            TokenCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                ErrorOutput.Write(error.Message);
            await Console.Error.WriteLineAsync($"  ./run {parsed.CommandResult.Command.Name} --help lists the options.");
            return ExitCannotStart;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CannotStartException e)
        {
            ErrorOutput.Write(e.Message);
            return ExitCannotStart;
        }
    }
}
