using System.CommandLine;
using System.CommandLine.Parsing;

namespace KillSwitch.Local.Cli;

/// <summary>The program's commands. <c>./run</c> sets up what they need and hands its arguments on.</summary>
internal static class CommandLine
{
    /// <summary>Usage that cannot be followed, or a set-up that is not there: the message says what to do.</summary>
    public const int ExitCannotStart = 2;

    /// <summary>How long Ctrl-C lets the batches and requests at work be finished.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

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
                ErrorOutput.Write(Naming(error));
            await Console.Error.WriteLineAsync($"  ./run {parsed.CommandResult.Command.Name} --help lists the options.");
            return ExitCannotStart;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopWithin });
        }
        catch (Exception e) when (ForPeople.Message(e) is { } message)
        {
            ErrorOutput.Write(message);
            return ExitCannotStart;
        }
    }

    /// <summary>Not every message of the parser says which option it is about.</summary>
    private static string Naming(ParseError error) =>
        error.SymbolResult is OptionResult { Option.Name: var name } && !error.Message.Contains(name, StringComparison.Ordinal) ? $"{name}: {error.Message}" : error.Message;
}
