using System.CommandLine;
using System.CommandLine.Parsing;

namespace KillSwitch.Local.Cli;

/// <summary>Runs one of the project's programs: what a person can put right is said in a sentence, and ends it with exit code 2.</summary>
public static class ProgramRun
{
    /// <summary>Usage that cannot be followed, or a set-up that is not there: the message says what to do.</summary>
    public const int ExitCannotStart = 2;

    /// <param name="root">The program's commands.</param>
    /// <param name="args">As behind <c>./run</c>.</param>
    /// <param name="helpLine">Where the options are listed, after a usage that cannot be followed.</param>
    /// <param name="stopWithin">How long Ctrl-C lets what is at work be finished.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RootCommand root, string[] args, Func<ParseResult, string> helpLine, TimeSpan stopWithin)
    {
        using var signals = StopSignals.Listen();
        return await RunAsync(root, args, helpLine, stopWithin, signals);
    }

    internal static async Task<int> RunAsync(
        RootCommand root,
        string[] args,
        Func<ParseResult, string> helpLine,
        TimeSpan stopWithin,
        StopSignals signals
    )
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                ErrorOutput.Write(Naming(error));
            await Console.Error.WriteLineAsync($"  {helpLine(parsed)}");
            return ExitCannotStart;
        }
        try
        {
            var command = parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                signals.Stopping
            );
            return await await Task.WhenAny(command, signals.ExpiredAsync(stopWithin));
        }
        catch (Exception e) when (ForPeople.Message(e) is { } message)
        {
            ErrorOutput.Write(message);
            return ExitCannotStart;
        }
    }

    /// <summary>Not every message of the parser says which option it is about.</summary>
    private static string Naming(ParseError error) =>
        error.SymbolResult is OptionResult { Option.Name: var name } && !error.Message.Contains(name, StringComparison.Ordinal)
            ? $"{name}: {error.Message}"
            : error.Message;
}
